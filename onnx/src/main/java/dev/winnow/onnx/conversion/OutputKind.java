package dev.winnow.onnx.conversion;

import java.util.Locale;

/** What the numbers of a network's outputs are. */
public enum OutputKind {
  /** Probabilities of classes, one of which is right. */
  SOFTMAX,
  /** Probabilities, each of a yes. */
  SIGMOID,
  /** Scores of classes before a softmax; of one value, before a sigmoid. */
  LOGITS,
  /** Scores, each before a sigmoid of its own, so that several classes may be right. */
  MULTILABEL,
  /** Numbers that stand for themselves. */
  REGRESSION;

  /** The word used on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
