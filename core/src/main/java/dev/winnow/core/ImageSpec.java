package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;

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
 * @param normalization one mean and scale per channel
 */
public record ImageSpec(
    int width, int height, double crop, Fit fit, Colour colour, Normalization normalization)
    implements InputSpec {

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
  public ImageSpec {
    Normalization.require(width >= 1 && height >= 1, "width and height must be at least 1");
    Normalization.require(
        (long) width * height <= 1 << 26, "width × height must be at most 67,108,864");
    Normalization.require(crop > 0 && crop <= 1, "crop must be above 0 and at most 1");
    normalization.requireChannels(colour.channels());
  }

  @Override
  public Kind modality() {
    return Kind.IMAGE;
  }

  /** Channels × height × width. */
  @Override
  public Shape shape() {
    return Shape.of(colour.channels(), height, width);
  }

  /** The same with another crop. */
  public ImageSpec withCrop(double other) {
    return new ImageSpec(width, height, other, fit, colour, normalization);
  }

  /** The same at another width and height. */
  public ImageSpec withSize(int otherWidth, int otherHeight) {
    return new ImageSpec(otherWidth, otherHeight, crop, fit, colour, normalization);
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("modality", modality().word());
    json.put("width", width).put("height", height).put("crop", crop);
    json.put("fit", EnumJson.word(fit));
    json.put("colour", EnumJson.word(colour));
    normalization.addTo(json);
    return json;
  }

  static ImageSpec read(StrictObject fields) {
    return new ImageSpec(
        fields.integer("width"),
        fields.integer("height"),
        fields.number("crop"),
        EnumJson.read(fields, "fit", Fit.class),
        EnumJson.read(fields, "colour", Colour.class),
        Normalization.read(fields));
  }
}
