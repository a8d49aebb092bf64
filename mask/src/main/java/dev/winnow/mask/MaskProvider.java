package dev.winnow.mask;

import dev.winnow.core.CaptureFilter;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.filter.FilterProvider;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.image.ImageModality;
import dev.winnow.video.FrameSource;
import dev.winnow.video.SoundTrack;
import dev.winnow.video.SourceOptions;
import dev.winnow.video.StreamName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs masks, on folders and data sets of images, on films and on live streams. */
public final class MaskProvider implements FilterProvider {
  /** For {@link java.util.ServiceLoader}. */
  public MaskProvider() {}

  @Override
  public CaptureFilter.Method method() {
    return CaptureFilter.Method.MASK;
  }

  /**
   * @throws NoVideoException if the run is of images, and asks for what only videos have
   */
  @Override
  public FilteredStream open(FilterRun run) {
    MaskPackage mask = MaskPackage.of(run.extractor());
    ReleaseForm form = ReleaseForm.of(run.extractor().manifest());
    return CaptureStream.named(run.source(), new ImageModality())
        .map(captures -> stills(run, captures, mask, form))
        .orElseGet(() -> video(run, mask, form));
  }

  private static FilteredStream stills(
      FilterRun run, CaptureStream captures, MaskPackage mask, ReleaseForm form) {
    NoVideoException.requireNoneAsked(run);
    ProcessorShare share = new ProcessorShare(run.pace().processors());
    return new MaskedStills(
        captures,
        StillMasker.of(mask.open(share.threads()), mask.settings()),
        new ReleasedCaptures(run.source(), form));
  }

  private static FilteredStream video(FilterRun run, MaskPackage mask, ReleaseForm form) {
    ProcessorShare share = new ProcessorShare(run.pace().processors());
    Map<FilterRun.Output, SoundTrack> sound = sound(run.outputs());
    OpenedVideo video =
        OpenedVideo.open(
            run.source(),
            run.pace(),
            new SourceOptions(List.copyOf(sound.values()), run.authorities()));
    try {
      Optional<Preview> preview =
          run.outputs().preview().isPresent()
              ? Optional.of(Preview.start(run.outputs().preview().getAsInt()))
              : Optional.empty();
      List<OutputGroup> groups =
          OutputGroup.start(
              outputs(run.outputs(), video, sound, preview),
              run.outputs().masks(),
              video.frames().isLive(),
              share.threads());
      FrameMasker masker = FrameMasker.open(mask, share.threads());
      AnalysisQueue analysis =
          new AnalysisQueue(video.isLive(), run.pace(), StreamName.of(run.source()), form);
      var outputs = new MaskedVideo.Outputs(groups, analysis, preview);
      return MaskedVideo.start(video, masker, outputs, share);
    } catch (RuntimeException e) {
      video.frames().close();
      throw e;
    }
  }

  /** The sound's way to each output that has some; nowhere unless it is asked for. */
  private static Map<FilterRun.Output, SoundTrack> sound(FilterRun.Outputs asked) {
    Map<FilterRun.Output, SoundTrack> sound = new EnumMap<>(FilterRun.Output.class);
    if (asked.audio() && asked.record().isPresent()) {
      sound.put(FilterRun.Output.RECORD, new SoundTrack());
    }
    if (asked.audio() && asked.publish().isPresent()) {
      sound.put(FilterRun.Output.PUBLISH, new SoundTrack());
    }
    return sound;
  }

  private static Map<FilterRun.Output, FrameOutput> outputs(
      FilterRun.Outputs asked,
      OpenedVideo video,
      Map<FilterRun.Output, SoundTrack> sound,
      Optional<Preview> preview) {
    FrameSource source = video.frames();
    Map<FilterRun.Output, FrameOutput> outputs = new EnumMap<>(FilterRun.Output.class);
    asked
        .record()
        .map(
            file ->
                new VideoWriting(
                    "the recording",
                    file.toString(),
                    source,
                    Optional.ofNullable(sound.get(FilterRun.Output.RECORD))))
        .ifPresent(output -> outputs.put(FilterRun.Output.RECORD, output));
    asked
        .publish()
        .map(
            address ->
                new VideoWriting(
                    "the published stream",
                    address,
                    source,
                    Optional.ofNullable(sound.get(FilterRun.Output.PUBLISH))))
        .ifPresent(output -> outputs.put(FilterRun.Output.PUBLISH, output));
    preview.ifPresent(page -> outputs.put(FilterRun.Output.PREVIEW, page));
    return outputs;
  }
}
