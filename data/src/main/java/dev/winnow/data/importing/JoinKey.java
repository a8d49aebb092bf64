package dev.winnow.data.importing;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names and numbers as file names and tables write them: LFW's Person_01_0002 is Person 01, 2. */
final class JoinKey {
  private static final Pattern BLANKS = Pattern.compile("[\\s_]+");
  private static final Pattern ZEROS = Pattern.compile("0+(?=\\d+$)");

  private JoinKey() {}

  /** The same for texts that mean the same: blanks are underscores, 0002 is 2, case is nothing. */
  static String of(String value) {
    String joined = BLANKS.matcher(value.strip()).replaceAll("_").toLowerCase(Locale.ROOT);
    return ZEROS.matcher(joined).lookingAt() ? ZEROS.matcher(joined).replaceFirst("") : joined;
  }
}
