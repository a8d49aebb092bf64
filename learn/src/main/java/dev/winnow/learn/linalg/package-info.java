/**
 * Linear algebra of features: principal components of what does not fit into memory, the space that
 * rows span, eigenvalues of symmetric matrices and of covariances.
 *
 * <p>In flow features a block at a time; out flow directions, variances and coordinates. Large
 * products run on PyTorch, small decompositions on EJML.
 */
@NullMarked
package dev.winnow.learn.linalg;

import org.jspecify.annotations.NullMarked;
