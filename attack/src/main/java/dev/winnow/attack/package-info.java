/**
 * What an attacker learns: adversaries that retrain on features, and metrics of what they find.
 *
 * <p>In flow features, as tensors of one row a sample, and who is on each; out flow {@link
 * dev.winnow.attack.statistics.Measurement} numbers, each with its 95 % interval over people and
 * with what guessing gives. An adversary that scores low proves little by itself, so every one of
 * them is tested on features that leak by construction and on features that cannot, and controls
 * are the same measures on other data, which the caller assembles: the raw input, the primary label
 * alone, and {@linkplain dev.winnow.attack.adversary.AttackData#shuffled shuffled people}. {@link
 * dev.winnow.attack.information.Leakage} places a score between the first two.
 *
 * <ul>
 *   <li>{@link dev.winnow.attack.identification}: naming people it knows
 *   <li>{@link dev.winnow.attack.attribute}: reading another label of strangers
 *   <li>{@link dev.winnow.attack.verification}: recognising strangers
 *   <li>{@link dev.winnow.attack.linkage}: finding the very capture
 *   <li>{@link dev.winnow.attack.reconstruction}: making the capture again
 *   <li>{@link dev.winnow.attack.adversary}: what all of these have learn, and from what
 *   <li>{@link dev.winnow.attack.control}: looking at captures through layers of a network
 *   <li>{@link dev.winnow.attack.information}: how much leaks, in bits and between two controls
 *   <li>{@link dev.winnow.attack.statistics}: metrics, their intervals, and linear algebra
 * </ul>
 *
 * <p>Adversaries see what the cloud sees and nothing of the analyzer. They choose their own
 * preparation: every column is standardised, since small directions tell as well as large ones, and
 * those that depend on the shape of space whiten what they get. No table of rows by rows or rows by
 * people is ever held: scores are made for some rows at a time. What no attacker at all can exceed
 * follows from the mechanism and is no matter of this module.
 */
@NullMarked
package dev.winnow.attack;

import org.jspecify.annotations.NullMarked;
