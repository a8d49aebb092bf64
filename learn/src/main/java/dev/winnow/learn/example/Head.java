package dev.winnow.learn.example;

import java.util.List;

/**
 * One answer of a network, and the column that says what is right.
 *
 * @param column of the data set
 * @param labels names of the classes, in the order of the output
 */
public record Head(String column, List<String> labels) {
  public Head {
    labels = List.copyOf(labels);
  }
}
