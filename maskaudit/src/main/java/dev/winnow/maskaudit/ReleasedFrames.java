package dev.winnow.maskaudit;

import dev.winnow.core.Progress;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import dev.winnow.mask.FrameMasker;
import dev.winnow.mask.MaskedFrame;
import dev.winnow.mask.StillMasker;
import dev.winnow.video.FrameSource;
import dev.winnow.video.VideoFrame;
import dev.winnow.video.VideoInput;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Masks images and films as a node does, and hands on each frame beside what it was. */
record ReleasedFrames(AuditedMask mask) {

  /**
   * The images of a data set, each by itself.
   *
   * @return how many could not be read and were left out
   */
  int ofStills(DataSet set, List<Sample> samples, Consumer<ReleasedPair> taker, Progress progress) {
    int broken = 0;
    int done = 0;
    try (StillMasker masker = mask.stills()) {
      for (Sample sample : samples) {
        Optional<Image> image = read(set, sample);
        image.ifPresent(
            i -> taker.accept(new ReleasedPair(sample.path(), i, masker.mask(i), true)));
        broken += image.isPresent() ? 0 : 1;
        progress.at(++done, samples.size(), sample.path());
      }
    }
    return broken;
  }

  /**
   * The frames of a film. Only those that wait for its look-ahead are held.
   *
   * @throws dev.winnow.core.WinnowException if it cannot be read
   */
  void ofFilm(Path film, Consumer<ReleasedPair> taker, Progress progress) {
    String name = String.valueOf(film.getFileName());
    Deque<VideoFrame> waiting = new ArrayDeque<>();
    long seen = 0;
    try (FrameSource source = VideoInput.open(film.toString());
        FrameMasker masker = mask.film()) {
      for (Optional<VideoFrame> next = source.next(); next.isPresent(); next = source.next()) {
        waiting.add(next.get());
        pair(name, waiting, masker.add(next.get()), taker);
        progress.at(++seen, 0, name);
      }
      pair(name, waiting, masker.flush(), taker);
    }
  }

  /** Frames come out in the order in which they went in. */
  private static void pair(
      String name,
      Deque<VideoFrame> waiting,
      List<MaskedFrame> released,
      Consumer<ReleasedPair> taker) {
    for (MaskedFrame frame : released) {
      taker.accept(new ReleasedPair(name, waiting.remove().image(), frame, false));
    }
  }

  private static Optional<Image> read(DataSet set, Sample sample) {
    try {
      return Optional.of(ImageDecoder.read(set.file(sample)));
    } catch (UnreadableCaptureException e) {
      return Optional.empty();
    }
  }
}
