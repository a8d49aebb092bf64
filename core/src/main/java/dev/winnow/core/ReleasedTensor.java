package dev.winnow.core;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * That a filtered image leaves as the numbers of its pixels, prepared as the manifest says, in
 * place of a file: for servers that take tensors only.
 *
 * @param input the analyzer's input
 * @param channelsLast 1 × height × width × channels rather than 1 × channels × height × width
 */
public record ReleasedTensor(String input, boolean channelsLast) {
  private static final String INPUT = "tensor-input";
  private static final String LAYOUT = "tensor-layout";

  /** The settings of a filter that say this; the others are its method's. */
  public static final Set<String> SETTINGS = Set.of(INPUT, LAYOUT);

  /**
   * What a filter's settings say; empty if it lets files pass.
   *
   * @throws UnsupportedPackageException if they say it by half, or a layout that is not known
   */
  public static Optional<ReleasedTensor> of(CaptureFilter filter) {
    Map<String, String> settings = filter.settings();
    if (settings.keySet().stream().noneMatch(SETTINGS::contains)) {
      return Optional.empty();
    }
    String input = settings.getOrDefault(INPUT, "");
    String layout = settings.getOrDefault(LAYOUT, "");
    if (input.isEmpty() || !Set.of("nchw", "nhwc").contains(layout)) {
      throw new UnsupportedPackageException(
          "a filter that lets tensors pass has a %s, and a %s, nchw or nhwc, not \"%s\" and \"%s\""
              .formatted(INPUT, LAYOUT, input, layout));
    }
    return Optional.of(new ReleasedTensor(input, layout.equals("nhwc")));
  }

  /** A method's settings with what says this. */
  public Map<String, String> addTo(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put(INPUT, input);
    all.put(LAYOUT, channelsLast ? "nhwc" : "nchw");
    return all;
  }

  /** The shape of one image that leaves. */
  public Shape shape(ImageSpec prepared) {
    int channels = prepared.colour().channels();
    return channelsLast
        ? Shape.of(1, prepared.height(), prepared.width(), channels)
        : Shape.of(1, channels, prepared.height(), prepared.width());
  }
}
