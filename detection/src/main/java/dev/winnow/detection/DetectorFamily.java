package dev.winnow.detection;

import dev.winnow.onnx.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the outputs of a detector are decoded, which follows from their names and shapes. */
public enum DetectorFamily {
  /**
   * Objects of many classes (<a href="https://arxiv.org/abs/2107.08430">Ge et al. 2021</a>), one
   * output of undecoded boxes at strides of 8, 16 and 32 pixels.
   */
  YOLOX(
      "YOLOX",
      "one output of cells × (5 + classes)",
      new Usual(0.3, 0.45, Labels.COCO),
      YoloxDecoder::of),
  /**
   * Faces (<a href="https://doi.org/10.1007/s11633-023-1423-y">Wu et al. 2023</a>), as published in
   * March 2023: classes, objectness, boxes and points at strides of 8, 16 and 32 pixels.
   */
  YUNET(
      "YuNet",
      "the outputs cls_, obj_, bbox_ and kps_ 8, 16 and 32",
      new Usual(0.6, 0.3, Labels.FACE),
      YunetDecoder::of),
  /** Faces: Ultra-Light-Fast-Generic-Face-Detector-1MB of Linzaer, its boxes already decoded. */
  ULTRAFACE(
      "UltraFace",
      "two outputs of anchors × 2 and anchors × 4",
      new Usual(0.7, 0.3, Labels.FACE),
      UltraFaceDecoder::of),
  /**
   * Faces: BlazeFace (<a href="https://arxiv.org/abs/1907.05047">Bazarevsky et al. 2019</a>) of
   * MediaPipe, front and back camera, with 896 anchors.
   */
  BLAZEFACE(
      "BlazeFace",
      "four outputs of 512 and 384 anchors × 1 and × 16",
      new Usual(0.5, 0.3, Labels.FACE),
      BlazeFaceDecoder::of),
  /**
   * Lines of text: PaddleOCR's detector, a map of text of the image's size (differentiable
   * binarization, <a href="https://arxiv.org/abs/1911.08947">Liao et al. 2020</a>). Boxes are not
   * suppressed: neighbouring lines overlap.
   */
  PP_OCR(
      "PP-OCR",
      "one output of the input's height × width",
      new Usual(0.6, 1, Labels.TEXT),
      TextMapDecoder::of);

  private final String title;
  private final String outputs;
  private final Usual usual;
  private final Function<Network, Optional<? extends Decoder>> decoders;

  /** What its authors set. */
  record Usual(double threshold, double overlap, List<String> labels) {}

  DetectorFamily(
      String title,
      String outputs,
      Usual usual,
      Function<Network, Optional<? extends Decoder>> decoders) {
    this.title = title;
    this.outputs = outputs;
    this.usual = usual;
    this.decoders = decoders;
  }

  /**
   * The family that a network belongs to, by the names and shapes of its outputs.
   *
   * @throws UnknownDetectorException if it belongs to none
   */
  public static DetectorFamily of(Network network) {
    return Arrays.stream(values())
        .filter(family -> family.decoders.apply(network).isPresent())
        .findFirst()
        .orElseThrow(() -> UnknownDetectorException.family(network));
  }

  /** Its name as its authors write it. */
  public String title() {
    return title;
  }

  /** What its networks make, for messages. */
  String outputs() {
    return outputs;
  }

  Usual usual() {
    return usual;
  }

  /**
   * Who decodes a network of this family.
   *
   * @throws UnknownDetectorException if the network is none
   */
  Decoder decoder(Network network) {
    return decoders
        .apply(network)
        .map(Decoder.class::cast)
        .orElseThrow(() -> UnknownDetectorException.notOf(network, this));
  }

  /** All families and what they make, for messages. */
  static String known() {
    return Arrays.stream(values())
        .map(family -> family.title + " (" + family.outputs + ")")
        .collect(Collectors.joining(", "));
  }
}
