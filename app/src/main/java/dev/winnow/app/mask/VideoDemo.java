package dev.winnow.app.mask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.app.filter.FilterLoopback;
import dev.winnow.build.PackageOutput;
import dev.winnow.cli.Console;
import dev.winnow.cli.TextTable;
import dev.winnow.cli.Units;
import dev.winnow.cli.Version;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.detection.Box;
import dev.winnow.edge.Prediction;
import dev.winnow.edge.Summary;
import dev.winnow.image.Image;
import dev.winnow.mask.MaskParts;
import dev.winnow.mask.MaskSettings;
import dev.winnow.tagger.TaggerFactory;
import dev.winnow.video.FrameSource;
import dev.winnow.video.VideoFormat;
import dev.winnow.video.VideoFrame;
import dev.winnow.video.VideoInput;
import dev.winnow.video.VideoOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * {@code winnow demo --video}: a film that is drawn is masked as if it were live, tagged, recorded
 * and shown, and how much of its faces is to be seen on the recording is counted.
 */
public final class VideoDemo {
  private static final String NAME = "street";

  /** How long the film is. */
  public static final int SECONDS = 20;

  /** A face of which more than this share is to be seen is bare. */
  private static final double BARE = 0.1;

  private final Console console;
  private final Path folder;
  private final int seconds;
  private final DemoFilm film = new DemoFilm();

  private VideoDemo(Console console, Path folder, int seconds) {
    this.console = console;
    this.folder = folder;
    this.seconds = seconds;
  }

  private int frames() {
    return seconds * DemoFilm.RATE;
  }

  /**
   * Shows it.
   *
   * @param folder that receives what is made; made if it is missing
   * @param seconds how long the film is
   */
  public static void show(Console console, Path folder, int seconds, boolean json) {
    new VideoDemo(console, folder, seconds).show(json);
  }

  private void show(boolean json) {
    MaskBuild.Written written = build();
    ExtractorPackage mask = written.content();
    Path drawn = draw();
    Map<String, Integer> tags = new TreeMap<>();
    Path recording = folder.resolve("masked.mp4");
    FilterLoopback.Answered answered =
        FilterLoopback.ask(
            run(mask, drawn, recording),
            folder,
            new TaggerFactory(),
            stream ->
                stream
                    .preview()
                    .ifPresent(at -> console.say("for " + seconds + " s: look at " + at)),
            answer -> count(answer, tags));
    Faces faces = faces(recording);
    if (json) {
      console.result(Json.line(toJson(faces, answered.summary(), tags)));
    } else {
      print(faces, answered.summary(), tags);
      answered.remarks().forEach(console::say);
    }
  }

  private Path draw() {
    Path file = folder.resolve("film.mp4");
    var progress = console.progress("drawing a film");
    try (VideoOutput output =
        VideoOutput.open(
            file.toString(), new VideoFormat(DemoFilm.WIDTH, DemoFilm.HEIGHT, DemoFilm.RATE))) {
      for (int i = 0; i < frames(); i++) {
        output.write(film.frame(i), DemoFilm.time(i));
        progress.at(i + 1, frames(), "");
      }
    }
    return file;
  }

  private MaskBuild.Written build() {
    MaskParts parts = new MaskParts();
    parts.add("cascade:face");
    return MaskBuild.write(
        parts.with(MaskSettings.withDefaults()),
        new int[] {DemoFilm.WIDTH, DemoFilm.HEIGHT},
        ColourTagger.network(),
        ColourTagger.spec(),
        new PackageOutput(folder, NAME, "1", Version.provenance()));
  }

  private static FilterRun run(ExtractorPackage mask, Path film, Path recording) {
    return new FilterRun(
        mask,
        film.toString(),
        new FilterRun.Outputs(
            Optional.of(recording), Optional.empty(), OptionalInt.of(0), Map.of(), false),
        new FilterRun.Pace(
            Duration.ofMillis(200),
            /* motion= */ false,
            /* realTime= */ true,
            Runtime.getRuntime().availableProcessors()),
        Optional.empty());
  }

  private static void count(Prediction answer, Map<String, Integer> tags) {
    for (Prediction.Answer said : answer.answers()) {
      if (said instanceof Prediction.Objects objects) {
        objects.tags().stream()
            .map(FilteredStream.Tag::label)
            .distinct()
            .forEach(label -> tags.merge(label, 1, Integer::sum));
      }
    }
  }

  /** Faces on the recording, and those of them that are bare. */
  private record Faces(int all, int bare) {}

  private Faces faces(Path recording) {
    int faces = 0;
    int bare = 0;
    try (FrameSource source = VideoInput.open(recording.toString())) {
      for (Optional<VideoFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
        int number = Math.round(frame.get().time().toMillis() * DemoFilm.RATE / 1000f);
        Image masked = frame.get().image();
        for (Box face : film.faces(Math.min(frames() - 1, number))) {
          faces++;
          if (seen(masked, face) > BARE) {
            bare++;
          }
        }
      }
    }
    return new Faces(faces, bare);
  }

  /** The share of a face's ellipse that is not the mask's grey. */
  private static double seen(Image masked, Box face) {
    double centreX = (face.left() + face.width() / 2) * masked.width();
    double centreY = (face.top() + face.height() / 2) * masked.height();
    double radiusX = face.width() / 2 * masked.width();
    double radiusY = face.height() / 2 * masked.height();
    int pixels = 0;
    int bare = 0;
    for (int y = (int) (centreY - radiusY); y < centreY + radiusY; y++) {
      for (int x = (int) (centreX - radiusX); x < centreX + radiusX; x++) {
        double across = (x - centreX) / radiusX;
        double down = (y - centreY) / radiusY;
        if (across * across + down * down < 1) {
          pixels++;
          bare += isGrey(masked.rgb(x, y)) ? 0 : 1;
        }
      }
    }
    return (double) bare / pixels;
  }

  /** The mask's grey, but for what a codec makes of it. */
  private static boolean isGrey(int rgb) {
    int off = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      off = Math.max(off, Math.abs((rgb >> shift & 0xFF) - 128));
    }
    return off < 24;
  }

  private void print(Faces faces, Summary summary, Map<String, Integer> tags) {
    TextTable table =
        new TextTable("A film of %d s, masked as if it were live ".formatted(seconds), "")
            .row("faces on the recording", faces.all)
            .row("faces to be seen, more than a tenth of them", faces.bare)
            .row("frames sent and answered", summary.answers());
    tags.forEach((label, times) -> table.row("answers with a " + label, times));
    table
        .row("size of these frames", Units.bytes(summary.traffic().captureBytes()))
        .row("bytes sent", Units.bytes(summary.traffic().bytesUp()))
        .print(console.out());
  }

  private static ObjectNode toJson(Faces faces, Summary summary, Map<String, Integer> tags) {
    ObjectNode json = Json.object().put("faces", faces.all).put("bare", faces.bare);
    ObjectNode each = json.putObject("tags");
    tags.forEach(each::put);
    return json.set("edge", summary.toJson());
  }
}
