/**
 * Labelled data sets on disk, and how a capture becomes the input of a network.
 *
 * <p>In flows a folder with {@code dataset.json} and {@code samples.csv}, which the {@link
 * dev.winnow.data.Importers} write for other people's collections and the painted {@link
 * dev.winnow.data.Portraits} for themselves. A {@link dev.winnow.data.DataSet} is what was read and
 * checked, a {@link dev.winnow.data.Partition} who may be seen in training and who not. Out flow
 * {@link dev.winnow.data.BatchLoader} of tensors: files decoded by {@link
 * dev.winnow.data.ImageDecoder} and prepared by a {@link dev.winnow.data.ImagePreprocessor}, which
 * is the one code that training, audit and edge share. {@link dev.winnow.data.Denormalizer} and
 * {@link dev.winnow.data.InputConverter} go back from prepared tensors to images and to the input
 * of another network, {@link dev.winnow.data.ContactSheet} lays images side by side.
 *
 * <p>Nothing here trusts a file: a damaged image is an {@link
 * dev.winnow.data.UnreadableImageException}, whatever is wrong with it, and no message ever holds a
 * pixel. Images are decoded through ImageIO, so a process without a screen should start with {@code
 * -Djava.awt.headless=true}.
 */
@NullMarked
package dev.winnow.data;

import org.jspecify.annotations.NullMarked;
