package dev.winnow.edge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.Sample;
import dev.winnow.data.filter.FilteredStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the analyzer said about one capture.
 *
 * @param capture which one
 * @param sample the row of the data set, with what is known about the capture, if it comes from one
 * @param answers one, or one for each head of the network, in the order of the package's heads
 * @param certificate digest of the certificate that covered the feature; empty if none did
 * @param cost of the answer
 */
public record Prediction(
    CaptureId capture,
    Optional<Sample> sample,
    List<Answer> answers,
    Optional<Digest> certificate,
    Cost cost) {
  /** What stands for the certificate where there is none. */
  public static final String UNCERTIFIED = "uncertified";

  /** What one head said. */
  public sealed interface Answer permits Choice, Quantity, Objects, Transcript {
    /** Name of the analyzer's output. */
    String output();

    /** In a word or a number, as people read it. */
    String label();

    /** How sure it is, from 0 to 1; empty if nothing says so. */
    Optional<Float> certainty();

    /** Adds it to a JSON object. */
    void addTo(ObjectNode json);

    /** What a head says by its numbers about one capture; of a detection a row for each object. */
    static Answer of(OutputHead head, Tensor row) {
      List<Float> numbers = new ArrayList<>();
      for (float number : row.toArray()) {
        numbers.add(number);
      }
      if (head instanceof OutputHead.Detection detection) {
        return Objects.of(detection, row);
      }
      if (head instanceof OutputHead.Classification classes) {
        int best = row.largest();
        return new Choice(head.name(), classes.label(best), numbers.get(best), numbers);
      }
      return new Quantity(
          head.name(),
          numbers,
          head instanceof OutputHead.Regression number ? number.unit() : Optional.empty());
    }
  }

  /**
   * One of several classes.
   *
   * @param output name of the analyzer's output
   * @param label the most probable class: its name, or its number from 0 if the package has no
   *     names
   * @param probability of that class, from 0 to 1
   * @param probabilities of all classes, in the order of the package's labels
   */
  public record Choice(String output, String label, float probability, List<Float> probabilities)
      implements Answer {
    public Choice {
      probabilities = List.copyOf(probabilities);
    }

    @Override
    public Optional<Float> certainty() {
      return Optional.of(probability);
    }

    @Override
    public void addTo(ObjectNode json) {
      json.put("label", label).put("probability", probability);
      probabilities.forEach(json.putArray("probabilities")::add);
    }
  }

  /**
   * A number, or several.
   *
   * @param output name of the analyzer's output
   * @param values in the order of the output
   * @param unit of the numbers, such as {@code years}; empty if they have none
   */
  public record Quantity(String output, List<Float> values, Optional<String> unit)
      implements Answer {
    public Quantity {
      values = List.copyOf(values);
    }

    @Override
    public String label() {
      String numbers = values.stream().map(String::valueOf).collect(Collectors.joining(" "));
      return unit.map(word -> numbers + " " + word).orElse(numbers);
    }

    @Override
    public Optional<Float> certainty() {
      return Optional.empty();
    }

    @Override
    public void addTo(ObjectNode json) {
      values.forEach(json.putArray("values")::add);
      unit.ifPresent(word -> json.put("unit", word));
    }
  }

  /**
   * What is where.
   *
   * @param output name of the analyzer's output
   * @param tags the surest first; none if nothing was found
   */
  public record Objects(String output, List<FilteredStream.Tag> tags) implements Answer {
    public Objects {
      tags =
          tags.stream().sorted(Comparator.comparing(FilteredStream.Tag::score).reversed()).toList();
    }

    private static Objects of(OutputHead.Detection head, Tensor rows) {
      List<FilteredStream.Tag> tags = new ArrayList<>();
      for (int row = 0; row < rows.shape().dim(0); row++) {
        tags.add(tag(head, rows.rows(row, row + 1).toArray()));
      }
      return new Objects(head.name(), tags);
    }

    private static FilteredStream.Tag tag(OutputHead.Detection head, float[] row) {
      int number = (int) row[5];
      String label = head.labels().isEmpty() ? String.valueOf(number) : head.labels().get(number);
      return new FilteredStream.Tag(
          label, share(row[4]), share(row[0]), share(row[1]), share(row[2]), share(row[3]));
    }

    /** Without the rounding of other people's arithmetic. */
    private static float share(float number) {
      return Math.max(0, Math.min(1, number));
    }

    /** Such as {@code person 93 %, dog 41 %}, or {@code nothing}. */
    @Override
    public String label() {
      return tags.isEmpty()
          ? "nothing"
          : tags.stream()
              .map(tag -> "%s %d %%".formatted(tag.label(), Math.round(100 * tag.score())))
              .collect(Collectors.joining(", "));
    }

    /** Each has its own. */
    @Override
    public Optional<Float> certainty() {
      return Optional.empty();
    }

    @Override
    public void addTo(ObjectNode json) {
      ArrayNode each = json.putArray("objects");
      for (FilteredStream.Tag tag : tags) {
        ObjectNode object = each.addObject().put("label", tag.label()).put("score", tag.score());
        object
            .putObject("box")
            .put("left", tag.left())
            .put("top", tag.top())
            .put("width", tag.width())
            .put("height", tag.height());
      }
    }
  }

  /** What one answer cost. */
  public record Cost(Traffic traffic, StageTimes times) {}

  public Prediction {
    answers = List.copyOf(answers);
  }

  /** The label; of several heads all labels, joined as a data set joins those of columns. */
  public String label() {
    return answers.stream().map(Answer::label).collect(Collectors.joining(Sample.JOINT));
  }

  /**
   * The JSON form; times in milliseconds. Of several heads, {@code answers} lists what each said in
   * place of the one probability.
   */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("path", capture.source());
    capture.time().ifPresent(part -> json.put("start", part.start()).put("end", part.end()));
    if (answers.size() == 1) {
      answers.get(0).addTo(json);
    } else {
      ArrayNode each = json.put("label", label()).putArray("answers");
      answers.forEach(answer -> answer.addTo(each.addObject().put("output", answer.output())));
    }
    json.put("certificate", certificate.map(Digest::text).orElse(UNCERTIFIED));
    cost.traffic.addTo(json);
    cost.times.addTo(json);
    return json;
  }
}
