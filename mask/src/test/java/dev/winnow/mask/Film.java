package dev.winnow.mask;

import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.image.Image;
import dev.winnow.video.VideoFrame;
import java.time.Duration;
import java.util.List;

/** A film of 25 frames a second: a red disc, the face, moves over scenery that has no red. */
final class Film {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final int RADIUS = 10;
  private static final int RED = 0xF00000;

  private Film() {}

  static VideoFrame frame(int number) {
    int[] centre = centre(number);
    int[] pixels = new int[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean face = square(x - centre[0]) + square(y - centre[1]) <= square(RADIUS);
        pixels[y * WIDTH + x] = face ? RED : (x * 255 / WIDTH) << 8 | y * 255 / HEIGHT;
      }
    }
    return new VideoFrame(Image.of(WIDTH, HEIGHT, pixels), Duration.ofMillis(40L * number));
  }

  /** Where the face truly is, as a detector would say it. */
  static List<DetectedObject> faces(Image image) {
    int left = WIDTH;
    int top = HEIGHT;
    int right = -1;
    int bottom = -1;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        if (isFace(image.rgb(x, y))) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return right < 0
        ? List.of()
        : List.of(
            new DetectedObject(
                Box.ofPixels(left, top, right - left + 1, bottom - top + 1, WIDTH, HEIGHT),
                0.9f,
                0));
  }

  /** How much of the face is to be seen on a frame, from 0 to 1. */
  static double bareFace(MaskedFrame frame) {
    return bareFace(frame.image());
  }

  /** How much of the face is to be seen on an image, from 0 to 1. */
  static double bareFace(Image image) {
    long bare = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        if (isFace(image.rgb(x, y))) {
          bare++;
        }
      }
    }
    return bare / (Math.PI * square(RADIUS));
  }

  /** The share of the frame that is as it was and no face. */
  static double scenery(MaskedFrame frame) {
    long seen = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        if (frame.image().rgb(x, y) == ((x * 255 / WIDTH) << 8 | y * 255 / HEIGHT)) {
          seen++;
        }
      }
    }
    return (double) seen / (WIDTH * HEIGHT);
  }

  /** About as fast as somebody who walks by: a twentieth of its size a frame. */
  private static int[] centre(int number) {
    return new int[] {
      (int) (WIDTH / 2 + 50 * Math.sin(number * 0.03)),
      (int) (HEIGHT / 2 + 30 * Math.sin(number * 0.023 + 1))
    };
  }

  /** Much redder than anything else, also where a codec has mixed colours. */
  private static boolean isFace(int rgb) {
    int red = rgb >> 16;
    return red - Math.max(rgb >> 8 & 0xFF, rgb & 0xFF) > 60;
  }

  private static int square(int value) {
    return value * value;
  }
}
