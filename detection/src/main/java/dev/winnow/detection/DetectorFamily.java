package dev.winnow.detection;

import dev.winnow.core.EnumJson;
import dev.winnow.onnx.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the outputs of a detector are decoded, which follows from their names and shapes. */
public enum DetectorFamily {
  /**
   * Objects of many classes (<a href="https://arxiv.org/abs/2107.08430">Ge et al. 2021</a>), one
   * output of undecoded boxes at strides of 8, 16 and 32 pixels.
   */
  YOLOX("YOLOX", "one output of cells × (5 + classes)", 0.3, 0.45),
  /**
   * Objects of many classes: NanoDet of RangiLyu, three outputs of probabilities and three of
   * distances as distributions, at strides of 8, 16 and 32 pixels.
   */
  NANODET("NanoDet", "for each of three grids cells × classes and cells × 44", 0.35, 0.6),
  /**
   * Faces (<a href="https://doi.org/10.1007/s11633-023-1423-y">Wu et al. 2023</a>), as published in
   * March 2023: classes, objectness, boxes and points at strides of 8, 16 and 32 pixels.
   */
  YUNET("YuNet", "the outputs cls_, obj_, bbox_ and kps_ 8, 16 and 32", 0.6, 0.3),
  /** Faces: Ultra-Light-Fast-Generic-Face-Detector-1MB of Linzaer, its boxes already decoded. */
  ULTRAFACE("UltraFace", "two outputs of anchors × 2 and anchors × 4", 0.7, 0.3),
  /**
   * Faces: BlazeFace (<a href="https://arxiv.org/abs/1907.05047">Bazarevsky et al. 2019</a>) of
   * MediaPipe, front and back camera, with 896 anchors.
   */
  BLAZEFACE("BlazeFace", "four outputs of 512 and 384 anchors × 1 and × 16", 0.5, 0.3),
  /**
   * Lines of text: PaddleOCR's detector, a map of text of the image's size (differentiable
   * binarization, <a href="https://arxiv.org/abs/1911.08947">Liao et al. 2020</a>). Boxes are not
   * suppressed: neighbouring lines overlap.
   */
  PP_OCR("PP-OCR", "one output of the input's height × width", 0.6, 1);

  private final String title;
  private final String outputs;
  private final double threshold;
  private final double overlap;

  DetectorFamily(String title, String outputs, double threshold, double overlap) {
    this.title = title;
    this.outputs = outputs;
    this.threshold = threshold;
    this.overlap = overlap;
  }

  /**
   * The family that a network belongs to, by the names and shapes of its outputs.
   *
   * @throws UnknownDetectorException if it belongs to none
   */
  public static DetectorFamily of(Network network) {
    return Arrays.stream(values())
        .filter(family -> family.find(network).isPresent())
        .findFirst()
        .orElseThrow(() -> UnknownDetectorException.family(network));
  }

  /** The word used in files: the constant in lower case. */
  public String word() {
    return EnumJson.word(this);
  }

  /** The family of a word; empty if there is none of it. */
  public static Optional<DetectorFamily> ofWord(String word) {
    return Arrays.stream(values()).filter(family -> family.word().equals(word)).findFirst();
  }

  /** Its name as its authors write it. */
  public String title() {
    return title;
  }

  /** What its networks make, for messages. */
  String outputs() {
    return outputs;
  }

  /** The least score that its authors report. */
  double threshold() {
    return threshold;
  }

  /** The overlap beyond which its authors drop a box. */
  double overlap() {
    return overlap;
  }

  /** What its networks find, unless a card says otherwise. */
  List<String> labels() {
    return switch (this) {
      case YOLOX, NANODET -> Labels.COCO;
      case YUNET, ULTRAFACE, BLAZEFACE -> Labels.FACE;
      case PP_OCR -> Labels.TEXT;
    };
  }

  /**
   * Who decodes a network of this family.
   *
   * @throws UnknownDetectorException if the network is none
   */
  OutputDecoder decoder(Network network) {
    return find(network)
        .map(OutputDecoder.class::cast)
        .orElseThrow(() -> UnknownDetectorException.notOf(network, this));
  }

  private Optional<? extends OutputDecoder> find(Network network) {
    return switch (this) {
      case YOLOX -> YoloxDecoder.of(network);
      case NANODET -> NanoDetDecoder.of(network);
      case YUNET -> YunetDecoder.of(network);
      case ULTRAFACE -> UltraFaceDecoder.of(network);
      case BLAZEFACE -> BlazeFaceDecoder.of(network);
      case PP_OCR -> TextMapDecoder.of(network);
    };
  }

  /** All families and what they make, for messages. */
  static String known() {
    return Arrays.stream(values())
        .map(family -> family.title + " (" + family.outputs + ")")
        .collect(Collectors.joining(", "));
  }
}
