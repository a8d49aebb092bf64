package dev.winnow.app.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.app.Run;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.ModelCard;
import dev.winnow.core.OutputHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code winnow build --filter mask}. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class MaskBuildTest {
  @TempDir private static Path folder;
  private static Path tagger;

  @BeforeAll
  static void write() {
    tagger = folder.resolve("tagger.onnx");
    ColourTagger.network().write(tagger);
  }

  private static Run build(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("build", "--filter", "mask", "--out", folder.resolve("out")));
    words.addAll(List.of(more));
    addUnlessGiven(words, "--model", tagger);
    addUnlessGiven(words, "--name", "street");
    return Run.of(words.toArray());
  }

  private static void addUnlessGiven(List<Object> words, String option, Object value) {
    if (!words.contains(option)) {
      words.addAll(List.of(option, value));
    }
  }

  @Test
  void build_twoDetectors_areInThePackageWithTheMasksSettings() {
    Run run =
        build(
            "--detector",
            "cascade:face,threshold=0.2,turned=yes",
            "--detector",
            tagger + ",mask=0,sure=0.7",
            "--mask-fill",
            "blur",
            "--mask-always",
            "0,0,0.1,0.1;0.9,0.9,0.1,0.1");

    assertEquals(ExitCode.OK, run.code(), run.err());
    ExtractorPackage written =
        ExtractorPackage.read(folder.resolve("out").resolve("street.extractor"));
    CaptureFilter filter = written.manifest().filter();
    assertEquals("blur", filter.settings().get("fill"));
    assertEquals("0.0,0.0,0.1,0.1;0.9,0.9,0.1,0.1", filter.settings().get("always"));
    assertEquals(
        List.of("detector-1.xml", "detector-2.onnx"),
        filter.parts().stream().map(CaptureFilter.Part::name).toList());
    assertEquals("0.2", filter.parts().get(0).settings().get("threshold"));
    assertEquals("true", filter.parts().get(0).settings().get("turned"));
    assertEquals("0.7", filter.parts().get(1).settings().get("sure"));
    assertTrue(written.manifest().analyzer().heads().get(0) instanceof OutputHead.Detection);
    assertTrue(Files.exists(folder.resolve("out/analyzer/street/1/model.onnx")));
  }

  /** Nothing more needs to be fetched: the analyzer's own detector finds persons. */
  @Test
  void build_noDetectorAndATaggerOfPersons_coversTheirHeads() {
    Path persons = folder.resolve("persons.onnx");
    ColourTagger.network()
        .withCard(ModelCard.empty().withLabels(List.of("person", "kite")))
        .write(persons);

    Run run = build("--model", persons, "--name", "heads");

    assertEquals(ExitCode.OK, run.code(), run.err());
    List<CaptureFilter.Part> parts = parts("heads");
    assertEquals(List.of("detector-1.onnx"), parts.stream().map(CaptureFilter.Part::name).toList());
    assertEquals("head", parts.get(0).settings().get("part"));
    assertEquals("person,-kite", parts.get(0).settings().get("labels"));
  }

  @Test
  void build_noDetectorAndATaggerWithoutPersons_asksTheCascades() {
    Run run = build("--name", "cascades");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals(
        List.of("detector-1.xml", "detector-2.xml"),
        parts("cascades").stream().map(CaptureFilter.Part::name).toList());
  }

  private static List<CaptureFilter.Part> parts(String name) {
    return ExtractorPackage.read(folder.resolve("out").resolve(name + ".extractor"))
        .manifest()
        .filter()
        .parts();
  }

  /** Its boxes are not decoded, and nothing says how it is fed. */
  @Test
  void build_pixelsForANetworkWithoutACard_isRefusedWithWhatIsNeeded() {
    Run run = build("--pixels");

    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertTrue(run.err().contains("write a card into it with winnow card"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cut|relu|--cut is for networks that are cut",
        "--margin|0.3|--margin is for networks that are cut",
        "--mask-fill|holes|HOLES",
        "--mask-margin|wide|wide",
        "--mask-never|0,0,1|left,top,width,height",
        "--largest|big|1280x960",
        "--detector|cascade:face,colour=red|not \"colour=red\"",
        "--detector|cascade:face,turned=90|turned= is yes or no",
        "--detector|cascade:face,mask=face|leave mask=, tiles= and part= away",
        "--detector|cascade:face,tiles=2|leave mask=, tiles= and part= away",
        "--detector|cascade:face,part=head|leave mask=, tiles= and part= away"
      })
  void build_whatMeansNothing_isRefusedByName(String option, String value, String said) {
    Run run = build(option, value);

    assertTrue(run.code() == ExitCode.USAGE || run.code() == ExitCode.FAILED, run.err());
    assertTrue(run.err().contains(said), run.err());
  }
}
