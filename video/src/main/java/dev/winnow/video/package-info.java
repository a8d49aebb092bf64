/**
 * What FFmpeg reads for us: for now still images, HEIC and AVIF.
 *
 * <p>In flow the bytes of a file, as {@code image} hands them to any plug-in of ImageIO; out flow
 * pixels of red, green and blue, turned upright. Nobody calls this module: it is found by {@link
 * dev.winnow.video.HeifReaderSpi} if it is on the class path, which it is not unless the owner of a
 * node asks for it. FFmpeg is 25 MB of native code that parses what strangers wrote.
 *
 * <p>So FFmpeg gets as little as it can do with. It reads from memory through {@link
 * dev.winnow.video.StreamInput}, and every protocol is forbidden to it, so that no file can make it
 * open another or speak to a network. One container and two codecs are asked for by name. What a
 * picture says of its size is checked before it is decoded, and everything native is freed before a
 * call returns. It runs in the thread that calls, and says nothing on the console.
 */
@NullMarked
package dev.winnow.video;

import org.jspecify.annotations.NullMarked;
