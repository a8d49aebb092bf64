package dev.winnow.edge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the analyzer said about one capture.
 *
 * @param capture which one
 * @param sample the row of the data set, with what is known about the capture, if it comes from one
 * @param choices one, or one for each head of the network, in the order of the package's answers
 * @param certificate digest of the certificate that covered the feature; empty if none did
 * @param cost of the answer
 */
public record Prediction(
    CaptureId capture,
    Optional<Sample> sample,
    List<Choice> choices,
    Optional<Digest> certificate,
    Cost cost) {
  /** What stands for the certificate where there is none. */
  public static final String UNCERTIFIED = "uncertified";

  /**
   * What one head said.
   *
   * @param output name of the analyzer's output
   * @param label the most probable class: its name, or its number from 0 if the package has no
   *     names
   * @param probability of that class, from 0 to 1
   * @param probabilities of all classes, in the order of the package's labels
   */
  public record Choice(String output, String label, float probability, List<Float> probabilities) {
    public Choice {
      probabilities = List.copyOf(probabilities);
    }

    static Choice of(OutputHead.Classification answer, Tensor row) {
      List<Float> probabilities = new ArrayList<>();
      for (float probability : row.toArray()) {
        probabilities.add(probability);
      }
      int best = row.largest();
      return new Choice(answer.name(), answer.label(best), probabilities.get(best), probabilities);
    }

    private void addTo(ObjectNode json) {
      json.put("label", label).put("probability", probability);
      probabilities.forEach(json.putArray("probabilities")::add);
    }
  }

  /** What one answer cost. */
  public record Cost(Traffic traffic, StageTimes times) {}

  public Prediction {
    choices = List.copyOf(choices);
  }

  /** The label; of several heads all labels, joined as a data set joins those of columns. */
  public String label() {
    return choices.stream().map(Choice::label).collect(Collectors.joining(Sample.JOINT));
  }

  /**
   * The JSON form; times in milliseconds. Of several heads, {@code answers} lists what each said in
   * place of the one probability.
   */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("path", capture.source());
    capture.time().ifPresent(part -> json.put("start", part.start()).put("end", part.end()));
    if (choices.size() == 1) {
      choices.get(0).addTo(json);
    } else {
      ArrayNode answers = json.put("label", label()).putArray("answers");
      choices.forEach(choice -> choice.addTo(answers.addObject().put("output", choice.output)));
    }
    json.put("certificate", certificate.map(Digest::text).orElse(UNCERTIFIED));
    cost.traffic.addTo(json);
    cost.times.addTo(json);
    return json;
  }
}
