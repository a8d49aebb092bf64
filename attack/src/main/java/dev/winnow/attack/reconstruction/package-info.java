/**
 * Making captures of features, and measuring what is seen or heard on them.
 *
 * <p>A {@link dev.winnow.attack.reconstruction.DecoderReconstruction} learns to, or an {@link
 * dev.winnow.attack.reconstruction.InversionReconstruction} searches with the extractor in hand.
 * What captures look like then, and how alike two are, the modality says ({@link
 * dev.winnow.data.ReconstructionForm}). Out flows a {@link
 * dev.winnow.attack.reconstruction.Reconstruction} beside the {@link
 * dev.winnow.attack.reconstruction.ReconstructionTargets}: how alike they are, and whom a {@link
 * dev.winnow.attack.reconstruction.ReconstructionJudge} that had no part in it finds on them: a
 * {@link dev.winnow.attack.reconstruction.Gallery} of real captures for a {@link
 * dev.winnow.attack.reconstruction.Recogniser}, or a {@link
 * dev.winnow.attack.reconstruction.PersonClassifier} that learned from real captures.
 */
@NullMarked
package dev.winnow.attack.reconstruction;

import org.jspecify.annotations.NullMarked;
