/**
 * Labelled examples, in the sense of machine learning: prepared images and their right classes.
 *
 * <p>In flow a {@link dev.winnow.data.DataSet} and the columns that a network shall answer, one
 * {@link dev.winnow.learn.example.Head} each; out flow {@link dev.winnow.learn.example.Examples},
 * whose images stay in memory where there is room and are decoded anew for each look where there is
 * not, and which measure how often a classifier is right.
 */
@NullMarked
package dev.winnow.learn.example;

import org.jspecify.annotations.NullMarked;
