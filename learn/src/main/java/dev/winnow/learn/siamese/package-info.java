/**
 * Siamese fine-tuning (Osia et al. 2017, section 4.1): a pre-trained classifier learns on, so that
 * the feature at its cut keeps the primary classes apart and says little else.
 *
 * <p>In flow a network, a cut and a labelled data set; cross-entropy at every head and a
 * contrastive loss at the cut are made small together, maybe with noise on the feature; out flows
 * the same graph with other values. A run writes a checkpoint after every epoch if asked to, and
 * goes on from it to the very same bytes.
 */
@NullMarked
package dev.winnow.learn.siamese;

import org.jspecify.annotations.NullMarked;
