package dev.winnow.trust;

import dev.winnow.core.WinnowException;

/** A file is not a policy. */
public final class MalformedPolicyException extends WinnowException {
  MalformedPolicyException(String what, String why) {
    super(sentence(what, why));
  }

  MalformedPolicyException(String what, String why, Throwable cause) {
    super(sentence(what, why), cause);
  }

  private static String sentence(String what, String why) {
    return what + " is not a policy: " + why;
  }
}
