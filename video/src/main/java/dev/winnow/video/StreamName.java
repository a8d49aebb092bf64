package dev.winnow.video;

import dev.winnow.data.PrintableName;

/** Sources and targets as messages show them: no password, no key of a query. */
public final class StreamName {
  private StreamName() {}

  /**
   * A file as it is called. Of a URL what stands before an {@code @} is left out, and what follows
   * the first {@code ?} or {@code =}, behind which cameras want their password.
   */
  public static String of(String source) {
    int authority = source.indexOf("://");
    if (authority < 0) {
      return PrintableName.of(source);
    }
    String scheme = source.substring(0, authority + 3);
    String rest = source.substring(scheme.length());
    int user = rest.lastIndexOf('@') + 1;
    int query = query(rest);
    if (query < user) {
      return PrintableName.of(scheme + "…");
    }
    return PrintableName.of(
        scheme + rest.substring(user, query) + (query < rest.length() ? "…" : ""));
  }

  private static int query(String rest) {
    int at = 0;
    while (at < rest.length() && rest.charAt(at) != '?' && rest.charAt(at) != '=') {
      at++;
    }
    return at;
  }
}
