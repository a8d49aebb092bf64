/**
 * The cloud's half of a capture filter: what is on an image that a filter let pass.
 *
 * <p>What flows in: a request of one JPEG, the tensor {@code image} of one string of bytes. What
 * flows out: a row for each object ({@code objects}: left, top, width and height as shares of the
 * image, a score, the number of a class), or the probabilities of the classes of the whole image.
 * The analyzer's server cannot decode an image and does not learn to: {@link
 * dev.winnow.tagger.TaggerFactory} is handed to the repository that it serves, and answers for the
 * models whose {@code config.pbtxt} asks for the backend {@code winnow_tagger}. {@link
 * dev.winnow.tagger.TaggerRepository} writes such models.
 *
 * <p>The image is not trusted: its length, its format and its pixels are limited before it is
 * decoded, and one that cannot be read ends in a sentence that holds nothing of it. It is kept no
 * longer than its answer takes.
 */
@NullMarked
package dev.winnow.tagger;

import org.jspecify.annotations.NullMarked;
