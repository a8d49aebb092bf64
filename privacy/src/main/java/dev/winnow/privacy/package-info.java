/**
 * What an attacker learns: adversaries that retrain on features, and measures of what they find.
 *
 * <p>In flow features, as tensors of one row a sample, and who is on each. Each {@link
 * dev.winnow.privacy.Adversary} learns from some captures of each person and names the person on
 * others; its score on the feature stands between two controls, its score on the raw input and on
 * the primary label alone, and {@link dev.winnow.privacy.Leakage} says where. An adversary that
 * scores low proves little by itself, so every one of them is tested on features that leak by
 * construction and on features that cannot.
 *
 * <p>Adversaries see what the cloud sees and nothing of the analyzer. They choose their own
 * preparation: every column is standardised, since small directions tell as well as large ones.
 */
@NullMarked
package dev.winnow.privacy;

import org.jspecify.annotations.NullMarked;
