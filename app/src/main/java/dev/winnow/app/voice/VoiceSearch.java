package dev.winnow.app.voice;

import dev.winnow.build.PackageOutput;
import dev.winnow.cli.Console;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voiceaudit.DisguiseSearch;
import dev.winnow.voiceaudit.TriedDisguise;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code winnow build --filter voice --method auto}: searches the disguise that tells least of who
 * speaks, on people whom an audit on the same set leaves out.
 *
 * @param request on what is searched
 * @param instruments by which
 */
public record VoiceSearch(VoiceSearchRequest request, VoiceAuditOptions instruments) {
  /** In points of words that are recognised. */
  private static final double USUAL_LOSS = 2;

  /**
   * What was searched.
   *
   * @param disguise the package that is to be written
   * @param output where and as what, with the data that the disguise was chosen on
   */
  record Found(VoicePackage disguise, PackageOutput output) {}

  /**
   * Searches.
   *
   * @param options of the disguises that are tried
   * @param isLossGiven whether the user said how many points may be lost; otherwise 2
   * @throws IllegalArgumentException if options do not fit each other
   */
  Found run(VoiceOptions options, boolean isLossGiven, PackageOutput output, Console console) {
    double most = isLossGiven ? request.most() : USUAL_LOSS;
    DataSet set = DataSet.open(request.required());
    request.columns().words().ifPresent(set::classes);
    Partition partition = Partition.of(set, request.sensitive(), request.seed());
    List<Sample> samples =
        Stream.concat(partition.train().stream(), partition.validation().stream()).toList();
    DisguiseSearch.Result result =
        new DisguiseSearch(
                set,
                samples,
                instruments.instruments(),
                request.columns(),
                new DisguiseSearch.Budget(most, request.seed(), request.threads()),
                options.space())
            .run(console.progress("searching"));
    result.tried().forEach(tried -> console.say(text(tried)));
    console.say(
        result.isWithin()
            ? "Chosen: " + text(result.best())
            : "No disguise costs at most %s points; the one that costs least: %s"
                .formatted(most, text(result.best())));
    return new Found(
        result.best().voice(),
        new PackageOutput(
            output.folder(),
            output.name(),
            output.version(),
            output.provenance().from(request.seed(), set.digest())));
  }

  private static String text(TriedDisguise tried) {
    return String.format(
        Locale.ROOT,
        "%-48s loses %5.1f points (%.1f to %.1f)%s",
        tried.voice().text(),
        tried.loss().value(),
        tried.loss().low(),
        tried.loss().high(),
        tried.leakage().isPresent()
            ? String.format(Locale.ROOT, ", leakage %.2f", tried.leakage().getAsDouble())
            : "");
  }
}
