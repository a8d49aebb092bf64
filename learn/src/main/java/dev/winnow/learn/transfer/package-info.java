/**
 * A head over a network of somebody else: what that network makes of the captures of a data set is
 * learned from as rows of features, and the head that comes of it is put behind the network.
 *
 * <p>In flow a network whose weights stay as they are, a data set and the column of its labels; out
 * flows one network with these labels on its card.
 */
@NullMarked
package dev.winnow.learn.transfer;

import org.jspecify.annotations.NullMarked;
