/**
 * FLAC, Ogg (Vorbis, Opus and FLAC) and MP3, read by a decoder that nobody calls by name: {@code
 * audio} finds {@link dev.winnow.video.sound.FfmpegDecoder} if it is on the class path.
 *
 * <p>In flow the bytes of a file; out flows one channel, the mean of all. FFmpeg reads them from
 * memory through {@link dev.winnow.video.StreamInput}; three containers and four codecs are asked
 * for by name, and what cannot be decoded whole is refused.
 */
@NullMarked
package dev.winnow.video.sound;

import org.jspecify.annotations.NullMarked;
