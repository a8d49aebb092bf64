package dev.winnow.mask;

import dev.winnow.core.CaptureFilter;
import dev.winnow.core.ImageSpec;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DataSet;
import dev.winnow.data.filter.FilterProvider;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.image.ImageModality;
import dev.winnow.video.FrameSource;
import dev.winnow.video.StreamName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs masks, on folders and data sets of images, on films and on live streams. */
public final class MaskProvider implements FilterProvider {
  /** For {@link java.util.ServiceLoader}. */
  public MaskProvider() {}

  @Override
  public CaptureFilter.Method method() {
    return CaptureFilter.Method.MASK;
  }

  @Override
  public FilteredStream open(FilterRun run) {
    MaskPackage mask = MaskPackage.of(run.extractor());
    ImageSpec largest = run.extractor().manifest().preprocessing().asImage("a mask of images");
    return isOfStills(run.source()) ? stills(run, mask, largest) : video(run, mask, largest);
  }

  private static boolean isOfStills(String source) {
    return source.startsWith("dir:") || source.startsWith("set:");
  }

  private static FilteredStream stills(FilterRun run, MaskPackage mask, ImageSpec largest) {
    Path folder = Path.of(run.source().substring("dir:".length()));
    CaptureStream captures =
        run.source().startsWith("dir:")
            ? CaptureStream.ofFolder(folder, new ImageModality())
            : CaptureStream.of(DataSet.open(folder));
    ProcessorShare share = new ProcessorShare(run.pace().processors());
    return new MaskedStills(
        captures,
        StillMasker.of(mask.open(share.threads()), mask.settings()),
        new ReleasedJpeg(run.source(), largest));
  }

  private static FilteredStream video(FilterRun run, MaskPackage mask, ImageSpec largest) {
    ProcessorShare share = new ProcessorShare(run.pace().processors());
    OpenedVideo video = OpenedVideo.open(run.source(), run.pace());
    try {
      Optional<Preview> preview =
          run.outputs().preview().isPresent()
              ? Optional.of(Preview.start(run.outputs().preview().getAsInt()))
              : Optional.empty();
      FrameMasker masker = FrameMasker.open(mask, share.threads());
      AnalysisQueue analysis =
          new AnalysisQueue(video.isLive(), run.pace(), StreamName.of(run.source()), largest);
      var outputs = new MaskedVideo.Outputs(outputs(run, video, preview), analysis, preview);
      return MaskedVideo.start(video, masker, outputs, share);
    } catch (RuntimeException e) {
      video.frames().close();
      throw e;
    }
  }

  /** Of a live source an output drops what it is too slow for, and the page always does. */
  private static List<OutputThread> outputs(
      FilterRun run, OpenedVideo video, Optional<Preview> preview) {
    FrameSource source = video.frames();
    List<OutputThread> outputs = new ArrayList<>();
    run.outputs()
        .record()
        .map(file -> new VideoWriting("the recording", file.toString(), source))
        .ifPresent(output -> outputs.add(OutputThread.start(output, source.isLive())));
    run.outputs()
        .publish()
        .map(address -> new VideoWriting("the published stream", address, source))
        .ifPresent(output -> outputs.add(OutputThread.start(output, source.isLive())));
    preview.ifPresent(page -> outputs.add(OutputThread.start(page, /* dropping= */ true)));
    return outputs;
  }
}
