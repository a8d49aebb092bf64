package dev.winnow.data;

/**
 * Names of files as messages show them. A name may hold anything but a slash and a zero, such as
 * line ends and what a terminal obeys.
 */
public final class PrintableName {
  private PrintableName() {}

  /**
   * The name with every character that prints nothing written as in Java, such as {@code \n} and
   * {@code \u001b}.
   */
  public static String of(String name) {
    if (name.codePoints().noneMatch(PrintableName::isHidden)) {
      return name;
    }
    StringBuilder printable = new StringBuilder();
    for (int c : name.codePoints().toArray()) {
      if (c == '\n') {
        printable.append("\\n");
      } else if (isHidden(c)) {
        printable.append("\\u%04x".formatted(c));
      } else {
        printable.appendCodePoint(c);
      }
    }
    return printable.toString();
  }

  /** Controls, what turns the direction of writing, and ends of lines and paragraphs. */
  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> c != 0x200D; // It joins people to families.
      default -> false;
    };
  }
}
