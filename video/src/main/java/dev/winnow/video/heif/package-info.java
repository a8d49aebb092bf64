/**
 * HEIC and AVIF, read by a plug-in of ImageIO that nobody calls: it is found by {@link
 * dev.winnow.video.heif.HeifReaderSpi} if it is on the class path.
 *
 * <p>In flow the bytes of a file, as {@code image} hands them to any plug-in; out flow pixels of
 * red, green and blue, turned upright. FFmpeg reads them from memory through {@link
 * dev.winnow.video.StreamInput}; one container and two codecs are asked for by name.
 */
@NullMarked
package dev.winnow.video.heif;

import org.jspecify.annotations.NullMarked;
