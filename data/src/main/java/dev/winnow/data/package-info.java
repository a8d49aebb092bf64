/**
 * Labelled data sets on disk, and how a capture becomes the input of a network.
 *
 * <p>In flows a folder with {@code dataset.json} and {@code samples.csv}, which the {@link
 * dev.winnow.data.Importers} write for other people's collections and the painted {@link
 * dev.winnow.data.Portraits} for themselves. A {@link dev.winnow.data.DataSet} is what was read and
 * checked, a {@link dev.winnow.data.Partition} who may be seen in training and who not. Out flow
 * {@link dev.winnow.data.Batches} of tensors: files decoded by {@link dev.winnow.data.Pictures} and
 * prepared by a {@link dev.winnow.data.Preparer}, which is the one code that training, audit and
 * edge share. {@link dev.winnow.data.Restored} and {@link dev.winnow.data.Reframing} go back from
 * prepared tensors to pictures and to the input of another network, {@link
 * dev.winnow.data.ContactSheet} lays pictures side by side.
 *
 * <p>Nothing here trusts a file: a damaged picture is an {@link
 * dev.winnow.data.UnreadablePictureException}, whatever is wrong with it, and no message ever holds
 * a pixel. Pictures are decoded through ImageIO, so a process without a screen should start with
 * {@code -Djava.awt.headless=true}.
 */
@NullMarked
package dev.winnow.data;

import org.jspecify.annotations.NullMarked;
