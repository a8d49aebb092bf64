/**
 * Making images of features, and measuring what is seen on them.
 *
 * <p>A {@link dev.winnow.attack.reconstruction.DecoderReconstruction} learns to, or an {@link
 * dev.winnow.attack.reconstruction.InversionReconstruction} searches with the extractor in hand.
 * Out flows a {@link dev.winnow.attack.reconstruction.Reconstruction} beside the {@link
 * dev.winnow.attack.reconstruction.ReconstructionTargets}: how alike they are, and whom a {@link
 * dev.winnow.attack.reconstruction.Recogniser} that had no part in it finds on them in a {@link
 * dev.winnow.attack.reconstruction.Gallery} of real images.
 */
@NullMarked
package dev.winnow.attack.reconstruction;

import org.jspecify.annotations.NullMarked;
