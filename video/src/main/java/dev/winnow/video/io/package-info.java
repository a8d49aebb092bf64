/**
 * What FFmpeg is held to while it opens and reads: until when it may wait ({@link
 * dev.winnow.video.io.IoDeadline}), by which rules it opens what a source names ({@link
 * dev.winnow.video.io.NestedOpening}), and whose certificate is why it did not ({@link
 * dev.winnow.video.io.CertificateCheck}).
 */
@NullMarked
package dev.winnow.video.io;

import org.jspecify.annotations.NullMarked;
