/**
 * What an attacker learns: adversaries that retrain on features, and measures of what they find.
 *
 * <p>In flow features, as tensors of one row a sample, and who is on each; out flow {@link
 * dev.winnow.privacy.Measurement} numbers, each with its 95 % interval over people and with what
 * guessing gives. An adversary that scores low proves little by itself, so every one of them is
 * tested on features that leak by construction and on features that cannot, and controls are the
 * same measures on other evidence, which the caller assembles: the raw input, the primary label
 * alone, and {@linkplain dev.winnow.privacy.AttackData#shuffled people dealt out anew}. {@link
 * dev.winnow.privacy.Leakage} says where a score stands between the first two.
 *
 * <dl>
 *   <dt>Naming people it knows
 *   <dd>{@link dev.winnow.privacy.ClosedSetProtocol} → {@link dev.winnow.privacy.AttackData} →
 *       {@link dev.winnow.privacy.Adversary} → {@link dev.winnow.privacy.Ranking} of the right
 *       answer among all, from which first places, log-ranks, bits and the rest are counted, for
 *       everybody or by group. {@link dev.winnow.privacy.Ranking#pooled} does it for captures known
 *       to show one person, {@link dev.winnow.privacy.AveragedQueries} for answers that are asked
 *       for again. Noise that is a fixed function of the feature is undone first: by a {@link
 *       dev.winnow.privacy.Codebook} of answers of which the features are known, or by {@link
 *       dev.winnow.privacy.FrequencyMatching} without.
 *   <dt>Reading another label of strangers
 *   <dd>{@link dev.winnow.privacy.SubjectDisjointSplit} → evidence, and on as above.
 *   <dt>Recognising strangers
 *   <dd>{@link dev.winnow.privacy.Verification}: whether two features are of one person, from the
 *       features, and from these and the labels.
 *   <dt>Finding the very capture
 *   <dd>{@link dev.winnow.privacy.Linkability} among candidates whose features are known.
 *   <dt>Seeing the image
 *   <dd>A {@link dev.winnow.learn.inversion.Decoder}, or a {@link
 *       dev.winnow.learn.inversion.ModelInversion} by whoever has the extractor → {@link
 *       dev.winnow.privacy.Reconstruction} beside the {@link
 *       dev.winnow.privacy.ReconstructionTargets}, how alike they are, and whom a {@link
 *       dev.winnow.privacy.Recogniser} that had no part in it finds on them in a {@link
 *       dev.winnow.privacy.Gallery} of real images.
 *   <dt>No attacker at all
 *   <dd>{@link dev.winnow.privacy.Information} bounds what anybody could learn.
 * </dl>
 *
 * <p>Adversaries see what the cloud sees and nothing of the analyzer. They choose their own
 * preparation: every column is standardised, since small directions tell as well as large ones, and
 * those that depend on the shape of space whiten what they get. No table of rows by rows or rows by
 * people is ever held: scores are made for some rows at a time.
 */
@NullMarked
package dev.winnow.privacy;

import org.jspecify.annotations.NullMarked;
