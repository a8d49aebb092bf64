/**
 * The sound beside a video: packets of a source become samples of one channel ({@link
 * dev.winnow.video.track.SoundReader}), and samples packets of a recording ({@link
 * dev.winnow.video.track.SoundEncoder}).
 */
@NullMarked
package dev.winnow.video.track;

import org.jspecify.annotations.NullMarked;
