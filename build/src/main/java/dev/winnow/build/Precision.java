package dev.winnow.build;

import java.util.Locale;

/** In which numbers the edge computes its layers; the projection behind them stays in floats. */
public enum Precision {
  /** 32-bit floats, as the network has it. */
  FLOAT32,
  /** 8-bit integers, by static quantisation. */
  INT8;

  /** As it stands on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
