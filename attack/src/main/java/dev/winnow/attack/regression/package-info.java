/**
 * Reading a number, such as an age, of people who are strangers to the attacker: a {@link
 * dev.winnow.attack.regression.Regressor} learns from {@link
 * dev.winnow.attack.regression.RegressionData}, and an {@link dev.winnow.attack.regression.R2Score}
 * says how much of the number it explains.
 */
@NullMarked
package dev.winnow.attack.regression;

import org.jspecify.annotations.NullMarked;
