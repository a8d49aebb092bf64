/**
 * What every training has in common, whatever it learns from: one loop over epochs and batches, a
 * schedule, losses and the weights of classes.
 *
 * <p>Into a {@link dev.winnow.learn.training.TrainingLoop} flow batches of a {@link
 * dev.winnow.learn.training.Sampler}; an {@link dev.winnow.learn.training.Objective} makes of each
 * a loss, down whose slopes the weights move; an {@link dev.winnow.learn.training.EpochListener}
 * looks at the network after each epoch, keeps what it wants to keep, and may end the training.
 * What is learned from, what is made small and which epoch is kept is for the packages above to
 * say.
 *
 * <p>No training may run beside another in one process: PyTorch's random generator is shared. The
 * same seed, data, platform and number of threads give the same bytes.
 */
@NullMarked
package dev.winnow.learn.training;

import org.jspecify.annotations.NullMarked;
