/**
 * Adversaries, which learn from features whose people are known.
 *
 * <p>{@link dev.winnow.attack.adversary.AttackData} is what an attacker has, {@link
 * dev.winnow.attack.adversary.PreparedData} the same as an {@link
 * dev.winnow.attack.adversary.Adversary} works on it, and {@link
 * dev.winnow.attack.adversary.Scores} what one that has learned makes of other features. Nothing is
 * measured here: what an adversary is worth is counted from its scores by the attacks.
 */
@NullMarked
package dev.winnow.attack.adversary;

import org.jspecify.annotations.NullMarked;
