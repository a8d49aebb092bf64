package dev.winnow.core;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A log-mel spectrogram as a user writes it in one option. */
final class MelText {
  private static final List<String> NAMES =
      List.of("bands window hop fft power center low high scale norm log floor range".split(" "));

  private final Map<String, String> given;
  private final int rate;

  private MelText(Map<String, String> given, int rate) {
    this.given = given;
    this.rate = rate;
  }

  static MelSpec parse(String text, int rate) {
    Map<String, String> given = new HashMap<>();
    for (String part : text.split(",", -1)) {
      String[] words = part.strip().split("=", 2);
      if (words.length < 2 || !NAMES.contains(words[0])) {
        throw new IllegalArgumentException(
            "a mel spectrogram is described by name=value, parted by commas, of "
                + String.join(", ", NAMES)
                + ", not \""
                + part
                + "\"");
      }
      if (given.put(words[0], words[1]) != null) {
        throw new IllegalArgumentException("mel " + words[0] + " is given twice; leave one out");
      }
    }
    return new MelText(given, rate).spec();
  }

  private MelSpec spec() {
    int window = samples("window", "25ms");
    int fft = whole("fft", String.valueOf(nextPowerOfTwo(window)));
    MelSpec.LogScale usual = MelSpec.usualLog();
    return new MelSpec(
        new StftSpec(window, samples("hop", "10ms"), fft, whole("power", "2"), truth("center")),
        new MelSpec.Bands(
            whole("bands", "40"),
            number("low", "20"),
            number("high", String.valueOf(rate / 2.0)),
            word("scale", MelSpec.Bands.Scale.HTK),
            word("norm", MelSpec.Bands.Norm.NONE)),
        new MelSpec.LogScale(
            word("log", usual.unit()),
            number("floor", String.valueOf(usual.floor())),
            given.containsKey("range")
                ? OptionalDouble.of(number("range", ""))
                : OptionalDouble.empty()));
  }

  private int samples(String name, String otherwise) {
    String text = given.getOrDefault(name, otherwise);
    boolean inTime = text.endsWith("ms");
    double number = number(name, inTime ? text.substring(0, text.length() - 2) : text, text);
    return whole(name, inTime ? (double) Math.round(number * rate / 1000) : number, text);
  }

  private int whole(String name, String otherwise) {
    String text = given.getOrDefault(name, otherwise);
    return whole(name, number(name, text, text), text);
  }

  private double number(String name, String otherwise) {
    String text = given.getOrDefault(name, otherwise);
    return number(name, text, text);
  }

  private boolean truth(String name) {
    String text = given.getOrDefault(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw unfit(name, "true or false", text);
    }
    return text.equals("true");
  }

  private <E extends Enum<E>> E word(String name, E otherwise) {
    String text = given.getOrDefault(name, EnumJson.word(otherwise)).toLowerCase(Locale.ROOT);
    E[] constants = otherwise.getDeclaringClass().getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> EnumJson.word(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                unfit(
                    name,
                    Arrays.stream(constants)
                        .map(EnumJson::word)
                        .collect(Collectors.joining(" or ")),
                    text));
  }

  private static double number(String name, String number, String written) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw unfit(name, "a number", written);
    }
  }

  private static int whole(String name, double number, String written) {
    if (number != Math.rint(number) || Math.abs(number) > 1 << 26) {
      throw unfit(name, "a whole number", written);
    }
    return (int) number;
  }

  private static int nextPowerOfTwo(int window) {
    return Math.max(2, Integer.highestOneBit(Math.max(1, window - 1)) * 2);
  }

  private static IllegalArgumentException unfit(String name, String wanted, String written) {
    return new IllegalArgumentException(
        "mel %s must be %s, not \"%s\"".formatted(name, wanted, written));
  }
}
