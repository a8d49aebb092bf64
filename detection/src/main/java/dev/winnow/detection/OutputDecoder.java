package dev.winnow.detection;

/** Reads what the networks of one family make. */
sealed interface OutputDecoder
    permits BlazeFaceDecoder,
        NanoDetDecoder,
        TextMapDecoder,
        UltraFaceDecoder,
        YoloxDecoder,
        YunetDecoder {

  /** What the network takes. */
  InputForm input();

  /** How many classes it tells apart. */
  int classes();

  /**
   * Reads the outputs for one image.
   *
   * @throws MalformedDetectionException if they hold something that is no score or no box
   */
  void decode(Outputs outputs, Candidates found);
}
