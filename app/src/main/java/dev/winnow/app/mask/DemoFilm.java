package dev.winnow.app.mask;

import dev.winnow.detection.Box;
import dev.winnow.image.Image;
import dev.winnow.portraits.Portraits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A film that is drawn: portraits of nobody, a red ball and a blue kite move across a wall. Where
 * the faces are is known, so that what a mask misses can be counted.
 */
final class DemoFilm {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;
  static final int RATE = 25;

  private static final int SIDE = 160;
  private static final int BALL = 110;

  /** Three whom OpenCV's cascade finds, which it does of one in eight of those that are drawn. */
  private static final int[] PEOPLE = {2, 7, 23};

  private static final int RED = 0xE03020;
  private static final int BLUE = 0x2050E0;

  /** The part of a portrait that is a face, as shares of it: left, top, width, height. */
  private static final double[] FACE = {0.28, 0.25, 0.44, 0.52};

  private final List<Image> portraits = new ArrayList<>();

  DemoFilm() {
    Portraits drawn = Portraits.withSeed(1);
    for (int person : PEOPLE) {
      portraits.add(drawn.draw(person, 0).image());
    }
  }

  static Duration time(int number) {
    return Duration.ofMillis(1_000L * number / RATE);
  }

  /** Where the faces are on a frame. */
  List<Box> faces(int number) {
    List<Box> faces = new ArrayList<>();
    for (int person = 0; person < PEOPLE.length; person++) {
      int[] place = place(person, number);
      faces.add(
          Box.ofPixels(
              place[0] + FACE[0] * SIDE,
              place[1] + FACE[1] * SIDE,
              FACE[2] * SIDE,
              FACE[3] * SIDE,
              WIDTH,
              HEIGHT));
    }
    return faces;
  }

  Image frame(int number) {
    int[] pixels = new int[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int light = 205 - 50 * y / HEIGHT + (x / 40 + y / 40) % 2 * 6;
        pixels[y * WIDTH + x] = light << 16 | light << 8 | light - 12;
      }
    }
    double turn = number * 0.03;
    disc(pixels, (int) (320 + 230 * Math.sin(turn)), (int) (400 + 15 * Math.cos(3 * turn)));
    diamond(pixels, (int) (320 + 240 * Math.cos(turn)), (int) (70 + 15 * Math.sin(2 * turn)));
    for (int person = 0; person < PEOPLE.length; person++) {
      int[] place = place(person, number);
      portrait(pixels, portraits.get(person), place[0], place[1]);
    }
    return Image.of(WIDTH, HEIGHT, pixels);
  }

  /** Left and top of a portrait; about a pixel and a half a frame. */
  private static int[] place(int person, int number) {
    double phase = number * (0.021 + 0.004 * person) + 2 * person;
    int left = 30 + 205 * person;
    return new int[] {
      (int) (left + 22 * Math.sin(phase)), (int) (160 + 55 * Math.cos(0.8 * phase))
    };
  }

  private static void portrait(int[] pixels, Image portrait, int left, int top) {
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int fromX = x * portrait.width() / SIDE;
        int fromY = y * portrait.height() / SIDE;
        pixels[(top + y) * WIDTH + left + x] = portrait.rgb(fromX, fromY);
      }
    }
  }

  private static void disc(int[] pixels, int centreX, int centreY) {
    for (int y = -BALL / 2; y < BALL / 2; y++) {
      for (int x = -BALL / 2; x < BALL / 2; x++) {
        if (x * x + y * y <= BALL * BALL / 4) {
          put(pixels, centreX + x, centreY + y, RED);
        }
      }
    }
  }

  private static void diamond(int[] pixels, int centreX, int centreY) {
    int half = BALL * 6 / 10;
    for (int y = -half; y <= half; y++) {
      for (int x = -(half - Math.abs(y)); x <= half - Math.abs(y); x++) {
        put(pixels, centreX + x, centreY + y, BLUE);
      }
    }
  }

  private static void put(int[] pixels, int x, int y, int rgb) {
    if (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT) {
      pixels[y * WIDTH + x] = rgb;
    }
  }
}
