package dev.winnow.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.DataSet;
import dev.winnow.image.ImageModality;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a network answers that was only cut, and written as packages. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class SplitAgreementTest {
  @TempDir private Path folder;
  private DataSet people;
  private final Network network = PaintedPeople.network();

  @BeforeEach
  void paint() throws IOException {
    people = PaintedPeople.write(folder);
  }

  private PreparedSamples captures() {
    return PreparedSamples.of(people, new ImageModality(), PaintedPeople.preprocessing(), 1);
  }

  private Map<String, String> uncut() {
    return UncutBaseline.answers(network, captures(), people.samples(), Progress.NONE);
  }

  private WrittenPackage written(String name) {
    PackageOutput output = PaintedPeople.output(folder.resolve("out")).named(name);
    return PackageWriter.write(
        network,
        network.cost(),
        network.cut(PaintedPeople.CUT),
        PaintedPeople.preprocessing(),
        false,
        output);
  }

  @Test
  void of_partsThatWereOnlyCut_answerAsTheUncutNetwork() {
    WrittenPackage written = written("painted");
    ExtractorPackage extractor = ExtractorPackage.read(written.extractor());
    Path analyzer = written.analyzer().resolve("painted/1/model.onnx");
    List<String> labels = written.manifest().classifications().get(0).labels();
    Map<String, String> split = new LinkedHashMap<>();
    try (Session edge = Session.open(Network.parse("painted", extractor.network()), 1);
        Session cloud = Session.open(Network.read(analyzer), 1)) {
      captures()
          .each(
              people.samples(),
              (read, inputs) -> {
                Tensor answers = cloud.run(edge.run(inputs));
                for (int row = 0; row < read.size(); row++) {
                  int label = answers.rows(row, row + 1).largest();
                  split.put(read.get(row).path(), labels.get(label));
                }
              },
              Progress.NONE);
    }

    SplitAgreement agreement =
        SplitAgreement.of(people.samples(), PaintedPeople.PRIMARY, uncut(), split);

    assertEquals(people.samples().size(), agreement.answers());
    assertEquals(0, agreement.different());
    assertEquals(agreement.uncut(), agreement.split());
  }

  @Test
  void of_answersThatDifferOrAreMissing_countsThem() {
    Map<String, String> uncut = uncut();
    Map<String, String> split = new HashMap<>(uncut);
    split.remove(people.samples().get(0).path());
    split.put(people.samples().get(1).path(), "sideways");

    SplitAgreement agreement =
        SplitAgreement.of(people.samples(), PaintedPeople.PRIMARY, uncut, split);

    assertEquals(people.samples().size() - 1, agreement.answers());
    assertEquals(1, agreement.different());
    assertTrue(agreement.split().plain() < agreement.uncut().plain());
  }

  @Test
  void write_nameThatIsAPath_isRefusedAndWritesNothing() {
    assertThrows(IllegalArgumentException.class, () -> written("../x"));

    assertTrue(Files.notExists(folder.resolve("out")));
  }
}
