package dev.winnow.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many of the Free Spoken Digit Dataset's recordings are recognised as what was said, and how
 * long that takes: {@code DigitAccuracy RECORDINGS GRAMMAR COUNT}.
 *
 * @param right recordings of which exactly the word was recognised
 * @param all recordings
 * @param seconds of each
 * @param sureRight mean confidence of right words
 * @param sureWrong mean confidence of wrong words
 */
record DigitAccuracy(int right, int all, double seconds, double sureRight, double sureWrong) {
  private static final List<String> DIGITS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  /** A grammar of one digit. */
  static final String GRAMMAR =
      "#JSGF V1.0;%ngrammar digits;%npublic <digit> = %s;%n".formatted(String.join(" | ", DIGITS));

  /** Prints it. */
  public static void main(String[] args) throws IOException {
    DigitAccuracy measured =
        of(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]), /* print= */ true);
    System.out.println(measured);
  }

  /**
   * Measures.
   *
   * @param count recordings, taken evenly from all in order of their names
   */
  static DigitAccuracy of(Path recordings, Path grammar, int count, boolean print)
      throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(recordings)) {
      files = all.sorted().toList();
    }
    List<Double> sureRight = new ArrayList<>();
    List<Double> sureWrong = new ArrayList<>();
    int right = 0;
    try (SphinxRecogniser recogniser = SphinxRecogniser.open(grammar)) {
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        Path file = files.get((int) ((long) i * files.size() / count));
        double[] samples = ReleasedSound.decode(ByteBuffer.wrap(Files.readAllBytes(file)));
        List<RecognisedWord> words =
            recogniser.recognise(samples, Deadline.in(Duration.ofMinutes(1), System::nanoTime));
        String digit = DIGITS.get(file.getFileName().toString().charAt(0) - '0');
        for (RecognisedWord word : words) {
          (word.text().equals(digit) ? sureRight : sureWrong).add(word.confidence());
        }
        String said = words.stream().map(RecognisedWord::text).collect(Collectors.joining(" "));
        if (said.equals(digit)) {
          right++;
        }
        if (print) {
          System.out.println(file.getFileName() + " " + words);
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9 / count;
      return new DigitAccuracy(right, count, seconds, mean(sureRight), mean(sureWrong));
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
