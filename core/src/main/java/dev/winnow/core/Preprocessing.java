package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How an image becomes the input of a network; the same at training, audit and edge time.
 *
 * <p>The central {@code crop} of the image is scaled to {@code width}×{@code height} and laid out
 * as channels × height × width floats, each {@code (pixel − mean) / scale} with pixels from 0 to
 * 255 and one mean and scale per channel, in the order of {@code colour}.
 *
 * @param width of the network's input, in pixels, at least 1
 * @param height of the network's input, in pixels, at least 1
 * @param crop share of the image's width and of its height that is kept around the centre, above 0
 *     and at most 1
 * @param fit what happens when the proportions differ
 * @param colour which channels, in which order
 * @param mean one per channel
 * @param scale one per channel, not 0
 */
public record Preprocessing(
    int width,
    int height,
    double crop,
    Fit fit,
    Colour colour,
    List<Double> mean,
    List<Double> scale) {

  /** What happens when image and network differ in proportion. */
  public enum Fit {
    /** The whole image is kept, centred on black. */
    LETTERBOX,
    /** The image is filled to the edges and what stands over is cut off evenly. */
    COVER,
    /** The image is distorted. */
    STRETCH
  }

  /** The channels of the network's input. */
  public enum Colour {
    RGB(3),
    BGR(3),
    /** One channel: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601). */
    GREY(1);

    private final int channels;

    Colour(int channels) {
      this.channels = channels;
    }

    /** How many floats a pixel has. */
    public int channels() {
      return channels;
    }
  }

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Preprocessing {
    mean = List.copyOf(mean);
    scale = List.copyOf(scale);
    require(width >= 1 && height >= 1, "width and height must be at least 1");
    require((long) width * height <= 1 << 26, "width × height must be at most 67,108,864");
    require(crop > 0 && crop <= 1, "crop must be above 0 and at most 1");
    require(mean.size() == colour.channels(), "mean must have one number per channel");
    require(scale.size() == colour.channels(), "scale must have one number per channel");
    require(scale.stream().allMatch(s -> s != 0), "scale must not be 0");
  }

  /** The shape of one prepared sample: channels × height × width. */
  public Shape shape() {
    return Shape.of(colour.channels(), height, width);
  }

  /** This preprocessing with another crop. */
  public Preprocessing withCrop(double other) {
    return new Preprocessing(width, height, other, fit, colour, mean, scale);
  }

  /** The JSON form, read back by {@link #fromJson}. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("kind", "image");
    json.put("width", width).put("height", height).put("crop", crop);
    json.put("fit", EnumJson.word(fit));
    json.put("colour", EnumJson.word(colour));
    mean.forEach(json.putArray("mean")::add);
    scale.forEach(json.putArray("scale")::add);
    return json;
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or out of its range
   */
  public static Preprocessing fromJson(StrictObject fields) {
    if (!fields.text("kind").equals("image")) {
      throw fields.invalid("kind", "must be \"image\"");
    }
    try {
      Preprocessing read =
          new Preprocessing(
              fields.integer("width"),
              fields.integer("height"),
              fields.number("crop"),
              EnumJson.read(fields, "fit", Fit.class),
              EnumJson.read(fields, "colour", Colour.class),
              fields.numberList("mean"),
              fields.numberList("scale"));
      fields.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw fields.invalid("", "is out of range: " + e.getMessage());
    }
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
