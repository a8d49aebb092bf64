/**
 * What FFmpeg reads and writes for us: video from files, networks and cameras, video to files and
 * networks, JPEG, the still images HEIC and AVIF, and sound in FLAC, Ogg and MP3.
 *
 * <p>In flows what a {@link dev.winnow.video.FrameSource} gives: frames, each an upright image with
 * its time. {@link dev.winnow.video.VideoInput} opens one source once; {@link
 * dev.winnow.video.LiveInput} seeks it again for ever, and keeps the newest frame; {@link
 * dev.winnow.video.PacedSource} plays a file at its own pace. Out flows what {@link
 * dev.winnow.video.VideoOutput} writes at the times that frames have, and what {@link
 * dev.winnow.video.JpegEncoder} makes of one image. HEIC and AVIF are read in {@code heif}, files
 * of sound in {@code sound}; {@code track} has the sound beside a video, which nobody gets who does
 * not ask for it, and {@code io} what FFmpeg is held to while it opens and reads.
 *
 * <p>FFmpeg is 25 MB of native code that parses what strangers wrote, and is on a class path only
 * if the owner of a node asks for it. So it gets as little as it can do with: of a file only its
 * bytes, of an address only the protocols that it names, so that nothing that is read makes it open
 * another file or speak to somebody else. Sizes are checked before anything is decoded; what is
 * decoded with a fault is not handed out. Every wait for a network has an end, and another thread
 * can end it. Everything native is freed when the object that took it is closed. It says nothing on
 * the console, and no message shows a password.
 *
 * <p>The bindings are used as they are, without JavaCV's grabber and recorder, which know no such
 * ends and bounds, lose what turns a picture, and hand out what is torn.
 */
@NullMarked
package dev.winnow.video;

import org.jspecify.annotations.NullMarked;
