/**
 * Naming people whose other captures are known.
 *
 * <p>{@link dev.winnow.attack.identification.ClosedSetProtocol} → {@link
 * dev.winnow.attack.adversary.AttackData} → {@link dev.winnow.attack.adversary.Adversary} → {@link
 * dev.winnow.attack.identification.Ranking} of the right answer among all, from which first places,
 * log-ranks, bits and the rest are counted, for everybody or by group. {@link
 * dev.winnow.attack.identification.Ranking#pooled} does it for captures known to show one person,
 * {@link dev.winnow.attack.identification.AveragedQueries} for answers that are asked for again.
 * Noise that is a fixed function of the feature is undone first: by a {@link
 * dev.winnow.attack.identification.Codebook} of answers of which the features are known, or by
 * {@link dev.winnow.attack.identification.FrequencyMatching} without.
 */
@NullMarked
package dev.winnow.attack.identification;

import org.jspecify.annotations.NullMarked;
