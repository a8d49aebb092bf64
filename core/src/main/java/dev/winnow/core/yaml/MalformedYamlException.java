package dev.winnow.core.yaml;

import dev.winnow.core.WinnowException;

/** A text is no plain YAML. */
public final class MalformedYamlException extends WinnowException {
  private static final long serialVersionUID = 1;

  MalformedYamlException(String message) {
    super(message);
  }

  MalformedYamlException(String message, Throwable cause) {
    super(message, cause);
  }
}
