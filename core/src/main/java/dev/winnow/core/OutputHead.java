package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one output tensor of an analyzer says about a capture, so that whoever gets its numbers can
 * read them.
 */
public sealed interface OutputHead {

  /** The name of the output tensor. */
  String name();

  /** The word used in JSON. */
  String word();

  /** The JSON form, read back by {@link #fromJson}. */
  ObjectNode toJson();

  /** The names of all output tensors that it is read from; its own is the first. */
  default List<String> outputs() {
    return List.of(name());
  }

  /**
   * Which of several classes: a probability for each.
   *
   * @param name of the output tensor
   * @param labels names of the classes in their order; empty if they have none
   */
  record Classification(String name, List<String> labels) implements OutputHead {
    private static final String WORD = "classification";

    public Classification {
      labels = List.copyOf(labels);
    }

    /** The name of a class, or its number if the classes have no names. */
    public String label(int number) {
      return labels.isEmpty() ? String.valueOf(number) : labels.get(number);
    }

    @Override
    public String word() {
      return WORD;
    }

    @Override
    public ObjectNode toJson() {
      return withLabels(this, labels);
    }
  }

  /**
   * How much: a number, or several.
   *
   * @param name of the output tensor
   * @param unit of the numbers, such as {@code years}; empty if they have none
   */
  record Regression(String name, Optional<String> unit) implements OutputHead {
    private static final String WORD = "regression";

    @Override
    public String word() {
      return WORD;
    }

    @Override
    public ObjectNode toJson() {
      ObjectNode json = json(this);
      unit.ifPresent(text -> json.put("unit", text));
      return json;
    }
  }

  /**
   * What is where: a row for each object, of left, top, width and height as shares of the capture,
   * a score from 0 to 1 and the number of a class.
   *
   * @param name of the output tensor
   * @param labels names of the classes in their order
   */
  record Detection(String name, List<String> labels) implements OutputHead {
    private static final String WORD = "detection";

    public Detection {
      labels = List.copyOf(labels);
    }

    @Override
    public String word() {
      return WORD;
    }

    @Override
    public ObjectNode toJson() {
      return withLabels(this, labels);
    }
  }

  /**
   * What was said or written: strings of text in UTF-8, such as words; none if nothing was.
   *
   * @param name of the output tensor
   * @param times name of the output that says of each string where in the capture it begins and
   *     ends, in seconds; empty if none does
   * @param confidence name of the output that says of each string how sure it is, from 0 to 1;
   *     empty if none does
   */
  record Text(String name, Optional<String> times, Optional<String> confidence)
      implements OutputHead {
    private static final String WORD = "text";

    /** Text alone. */
    public Text(String name) {
      this(name, Optional.empty(), Optional.empty());
    }

    @Override
    public String word() {
      return WORD;
    }

    @Override
    public List<String> outputs() {
      return Stream.of(Optional.of(name), times, confidence).flatMap(Optional::stream).toList();
    }

    @Override
    public ObjectNode toJson() {
      ObjectNode json = json(this);
      times.ifPresent(output -> json.put("times", output));
      confidence.ifPresent(output -> json.put("confidence", output));
      return json;
    }
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or out of its range
   */
  static OutputHead fromJson(StrictObject fields) {
    OutputHead read =
        switch (fields.text("type")) {
          case Classification.WORD ->
              new Classification(fields.text("name"), fields.textList("labels"));
          case Regression.WORD -> new Regression(fields.text("name"), fields.optionalText("unit"));
          case Detection.WORD -> new Detection(fields.text("name"), fields.textList("labels"));
          case Text.WORD ->
              new Text(
                  fields.text("name"),
                  fields.optionalText("times"),
                  fields.optionalText("confidence"));
          default ->
              throw fields.invalid("type", "must be classification, regression, detection or text");
        };
    fields.end();
    return read;
  }

  private static ObjectNode json(OutputHead head) {
    return Json.object().put("type", head.word()).put("name", head.name());
  }

  private static ObjectNode withLabels(OutputHead head, List<String> labels) {
    ObjectNode json = json(head);
    labels.forEach(json.putArray("labels")::add);
    return json;
  }
}
