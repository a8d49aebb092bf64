/**
 * Labelled data sets on disk, streams of captures, and how they become batches of tensors.
 *
 * <p>In flows a folder with {@code dataset.json} and {@code samples.csv}, which {@link
 * dev.winnow.data.importing} writes for files as people have them. A {@link
 * dev.winnow.data.DataSet} is what was read and checked, a {@link dev.winnow.data.Partition} who
 * may be seen in training and who not. A {@link dev.winnow.data.CaptureStream} is a data set, a
 * folder or a device, capture by capture. Out flow the tensors of a {@link
 * dev.winnow.data.BatchLoader}.
 *
 * <p>A folder is taken as people have it: what cannot be read or is something else is {@link
 * dev.winnow.data.LeftOut} by kind, and the rest goes on; how many captures may be broken is a
 * {@link dev.winnow.data.BrokenLimit}.
 *
 * <p>Nothing here knows what a capture is. A {@link dev.winnow.data.Modality} does, each in a
 * module of its own; its {@link dev.winnow.data.InputPreprocessor} is the one code that training,
 * audit and edge share. What cannot be read is an {@link
 * dev.winnow.data.UnreadableCaptureException}, and no message ever holds what was recorded.
 */
@NullMarked
package dev.winnow.data;

import org.jspecify.annotations.NullMarked;
