/**
 * PyTorch, as far as it is used here: loading it, arrays, gradients, and the places where it or its
 * binding must be handled with care.
 *
 * <p>In flow {@link dev.winnow.core.Tensor}s; a {@link dev.winnow.learn.torch.NativeScope} frees
 * whatever native arrays a stretch of work makes of them. {@link dev.winnow.learn.torch.Scalars}
 * and {@link dev.winnow.learn.torch.Axes} are arithmetic on arrays that gradients can be asked of.
 *
 * <p>DJL leaves what it makes of Java's numbers in memory of Java's, which is freed while PyTorch
 * still points there. So only {@link dev.winnow.learn.torch.Torch} makes arrays of numbers, which
 * it copies, only {@code Scalars} takes single numbers, and a scope keeps the tensors that are
 * looked at in it; a test holds everybody to that.
 *
 * <p>Nothing is downloaded, and nothing is reported to anybody.
 */
@NullMarked
package dev.winnow.learn.torch;

import org.jspecify.annotations.NullMarked;
