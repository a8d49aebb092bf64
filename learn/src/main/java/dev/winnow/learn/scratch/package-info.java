/**
 * Training from scratch: an {@link dev.winnow.learn.architecture.Architecture} learns the labels of
 * a data set.
 *
 * <p>In flow a data set, its partition and {@link dev.winnow.learn.scratch.TrainingSettings}; out
 * flows the network as it was after its best epoch, and how good it is on people it has never seen.
 */
@NullMarked
package dev.winnow.learn.scratch;

import org.jspecify.annotations.NullMarked;
