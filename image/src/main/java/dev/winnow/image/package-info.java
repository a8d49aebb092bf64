/**
 * How an image becomes the input of a network, and back.
 *
 * <p>In flow the bytes of a file or of a camera, which {@link dev.winnow.image.ImageDecoder}
 * decodes and an {@link dev.winnow.image.ImagePreprocessor} prepares: the one code that training,
 * audit and edge share, reached through {@link dev.winnow.image.ImageModality}. {@link
 * dev.winnow.image.Denormalizer} and {@link dev.winnow.image.InputConverter} go back from prepared
 * tensors to images and to the input of another network, {@link dev.winnow.image.ContactSheet} lays
 * images side by side.
 *
 * <p>Nothing here trusts a file: a damaged image is an {@link
 * dev.winnow.data.UnreadableCaptureException}, whatever is wrong with it, and no message ever holds
 * a pixel. What a file is, its first bytes say. Images are decoded through ImageIO, JPEG, PNG, BMP
 * and GIF by Java's own readers and others by plug-ins that are loaded when a file needs one; a
 * process without a screen should start with {@code -Djava.awt.headless=true}.
 */
@NullMarked
package dev.winnow.image;

import org.jspecify.annotations.NullMarked;
