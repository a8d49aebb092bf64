package dev.winnow.video;

import dev.winnow.image.Image;
import java.time.Duration;

/**
 * One picture of a video.
 *
 * @param image upright, of its own size: a stream may change its size under way
 * @param time since the stream's first frame, by its timestamps
 */
public record VideoFrame(Image image, Duration time) {}
