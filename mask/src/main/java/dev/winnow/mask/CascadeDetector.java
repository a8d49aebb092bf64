package dev.winnow.mask;

import dev.winnow.core.UnsupportedPackageException;
import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * A cascade of boosted classifiers (Viola and Jones 2001) as OpenCV reads it; one of profiles,
 * which are of one side, is asked about the mirror image too. Scores are the last stage's sum,
 * brought into 0 to 1 by {@code s / (s + 3)}.
 */
final class CascadeDetector implements Detector {
  private static final double STEP = 1.15;
  private static final int NEIGHBOURS = 2;

  /** Where it looks at most this many pixels along the longer side. */
  private static final int LONGEST = 400;

  private final CascadeClassifier classifier = new CascadeClassifier();
  private final List<String> labels;
  private final boolean isOfProfiles;

  private CascadeDetector(List<String> labels, boolean isOfProfiles) {
    this.labels = labels;
    this.isOfProfiles = isOfProfiles;
  }

  /**
   * Opens a cascade.
   *
   * @param xml the bytes of its file
   * @throws UnsupportedPackageException if OpenCV does not read it
   */
  static CascadeDetector open(String name, byte[] xml, String label) {
    String said = new String(xml, StandardCharsets.UTF_8);
    CascadeDetector opened = new CascadeDetector(List.of(label), said.contains("profile"));
    try (BytePointer text = new BytePointer(said);
        FileStorage storage =
            new FileStorage(text, FileStorage.READ | FileStorage.MEMORY, new BytePointer(""))) {
      if (opened.classifier.read(storage.getFirstTopLevelNode())) {
        return opened;
      }
    } catch (RuntimeException e) {
      // OpenCV says so when it is no XML at all; said below.
    }
    opened.close();
    throw new UnsupportedPackageException("%s is no cascade that OpenCV reads".formatted(name));
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public List<DetectedObject> detect(Image image) {
    double scale = Math.min(1, (double) LONGEST / Math.max(image.width(), image.height()));
    try (Mat grey = grey(image, scale);
        Mat mirrored = new Mat()) {
      List<DetectedObject> found = new ArrayList<>(objects(grey, false));
      if (isOfProfiles) {
        opencv_core.flip(grey, mirrored, 1);
        found.addAll(objects(mirrored, true));
      }
      return found;
    }
  }

  @Override
  public void close() {
    classifier.close();
  }

  private static Mat grey(Image image, double scale) {
    try (Mat colours = new Mat(image.height(), image.width(), opencv_core.CV_8UC3);
        Mat full = new Mat();
        Size size =
            new Size(
                Math.max(1, (int) (scale * image.width())),
                Math.max(1, (int) (scale * image.height())))) {
      image.copyTo(colours.createBuffer());
      opencv_imgproc.cvtColor(colours, full, opencv_imgproc.COLOR_RGB2GRAY);
      Mat small = new Mat();
      opencv_imgproc.resize(full, small, size, 0, 0, opencv_imgproc.INTER_AREA);
      opencv_imgproc.equalizeHist(small, small);
      return small;
    }
  }

  private List<DetectedObject> objects(Mat grey, boolean isMirrored) {
    try (RectVector rectangles = new RectVector();
        IntPointer levels = new IntPointer();
        DoublePointer weights = new DoublePointer();
        Size any = new Size()) {
      classifier.detectMultiScale3(
          grey, rectangles, levels, weights, STEP, NEIGHBOURS, 0, any, any, true);
      List<DetectedObject> found = new ArrayList<>();
      for (int i = 0; i < rectangles.size(); i++) {
        Rect place = rectangles.get(i);
        double sum = Math.max(0, weights.get(i));
        int left = isMirrored ? grey.cols() - place.x() - place.width() : place.x();
        found.add(
            new DetectedObject(
                new Box(
                    (float) left / grey.cols(),
                    (float) place.y() / grey.rows(),
                    (float) place.width() / grey.cols(),
                    (float) place.height() / grey.rows()),
                (float) (sum / (sum + 3)),
                0));
      }
      return found;
    }
  }
}
