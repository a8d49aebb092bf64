/**
 * Whether two features are of one person whom the attacker has never seen: {@link
 * dev.winnow.attack.verification.Verification}, from the features, and from these and the labels.
 */
@NullMarked
package dev.winnow.attack.verification;

import org.jspecify.annotations.NullMarked;
