/**
 * What every training has in common, whatever it learns from: a schedule, the division of samples
 * into batches, their order, losses and the weights of classes.
 *
 * <p>No training may run beside another in one process: PyTorch's random generator is shared. The
 * same seed, data, platform and number of threads give the same bytes.
 */
@NullMarked
package dev.winnow.learn.training;

import org.jspecify.annotations.NullMarked;
