package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a capture becomes the input of a network; the same at training, audit and edge time. One form
 * for each modality.
 */
public sealed interface InputSpec permits ImageSpec, AudioSpec, SeriesSpec {
  /** What a device can capture. */
  enum Kind {
    IMAGE,
    AUDIO,
    SERIES;

    /** The word used in files and for people: the constant in lower case. */
    public String word() {
      return EnumJson.word(this);
    }
  }

  /** What captures must be. */
  Kind modality();

  /** The shape of one prepared sample. */
  Shape shape();

  /** How much time one sample takes, in seconds; 0 if none passes in it, as in an image. */
  default double seconds() {
    return 0;
  }

  /** The JSON form, read back by {@link #fromJson}. */
  ObjectNode toJson();

  /**
   * This as what is done to an image, for what works on images only.
   *
   * @param who needs an image, as a sentence begins, such as {@code the decoder}
   * @throws UnsuitableModalityException if it is something else
   */
  default ImageSpec asImage(String who) {
    if (this instanceof ImageSpec image) {
      return image;
    }
    throw UnsuitableModalityException.of(who + " takes", Kind.IMAGE, "the network", modality());
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or out of its range
   */
  static InputSpec fromJson(StrictObject fields) {
    Kind modality = EnumJson.read(fields, "modality", Kind.class);
    try {
      InputSpec read =
          switch (modality) {
            case IMAGE -> ImageSpec.read(fields);
            case AUDIO -> AudioSpec.read(fields);
            case SERIES -> SeriesSpec.read(fields);
          };
      fields.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw fields.invalid("", "is out of range: " + e.getMessage());
    }
  }
}
