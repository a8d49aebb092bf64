package dev.winnow.maskaudit;

import dev.winnow.attack.reconstruction.Gallery;
import dev.winnow.attack.reconstruction.Recogniser;
import dev.winnow.core.Estimate;
import dev.winnow.core.Progress;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.image.Image;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The audit of a mask. Images and films are masked by the very code that runs on a node; judges
 * look for faces before and after, a tagger for everything else, and a recogniser and a decoder for
 * who was there.
 *
 * @param mask that is audited
 * @param sources that it masks
 * @param instruments by which it is judged
 * @param settings of the audit
 * @param policy that says what is enough
 */
public record MaskAudit(
    AuditedMask mask,
    MaskAuditSources sources,
    MaskInstruments instruments,
    MaskAuditSettings settings,
    Policy policy) {

  /** What the attacks on identity found. */
  private record Named(List<Finding> findings, Optional<Image> sheet, List<String> remarks) {}

  /**
   * Runs it.
   *
   * @throws dev.winnow.core.WinnowException if a judge, the tagger or a film is not what it should
   *     be
   */
  public MaskAuditReport run(Progress progress) {
    List<Judge> judges = new ArrayList<>();
    Optional<TagComparison> tagger = Optional.empty();
    try {
      for (Path judge : instruments.judges()) {
        judges.add(Judge.open(judge, mask.own(), settings.threads()));
      }
      tagger = instruments.tagger().map(files -> TagComparison.open(files, settings.threads()));
      return new MaskAuditReport(this, audited(judges, tagger, progress));
    } finally {
      judges.forEach(Judge::close);
      tagger.ifPresent(TagComparison::close);
    }
  }

  /** With judges and a tagger of one's own, which stay open. */
  MaskAuditResult audited(List<Judge> judges, Optional<TagComparison> tagger, Progress progress) {
    List<CoverageTally> tallies =
        judges.stream()
            .map(judge -> new CoverageTally(judge, mask.settings().appearance().fill()))
            .toList();
    FrameSheet sheet = new FrameSheet();
    List<String> remarks = new ArrayList<>();
    Consumer<ReleasedPair> takers =
        pair -> {
          tallies.forEach(tally -> tally.accept(pair));
          tagger.ifPresent(comparison -> comparison.accept(pair));
          sheet.accept(pair);
        };
    mask(takers, progress, remarks);
    judges.stream()
        .filter(Judge::isOwn)
        .forEach(
            judge ->
                remarks.add(
                    judge.name()
                        + " is one of the mask's own detectors, so that what it finds decides nothing."));
    Named named = named(progress);
    remarks.addAll(named.remarks);
    List<Finding> findings = new ArrayList<>();
    tallies.forEach(tally -> findings.addAll(tally.findings(settings.seed())));
    double whole = (double) sheet.whole() / Math.max(1, sheet.frames());
    findings.add(Finding.of("mask", "frames.whole", Finding.ALL, Estimate.exactly(whole)));
    findings.addAll(named.findings);
    tagger.ifPresent(comparison -> findings.addAll(comparison.findings()));
    return new MaskAuditResult(
        policy.judge(findings, settings.effort()),
        tallies.stream().flatMap(tally -> tally.sources().stream()).toList(),
        tallies.stream().flatMap(tally -> tally.missed().stream()).toList(),
        settings.showsFrames() ? sheet.shown() : List.of(),
        settings.showsFrames() ? named.sheet : Optional.empty(),
        remarks);
  }

  private void mask(Consumer<ReleasedPair> takers, Progress progress, List<String> remarks) {
    ReleasedFrames released = new ReleasedFrames(mask);
    if (sources.images().isPresent()) {
      DataSet set = sources.images().get();
      List<Sample> some = spread(set.samples(), settings.images());
      int broken = released.ofStills(set, some, takers, progress);
      if (some.size() < set.samples().size()) {
        remarks.add(
            "Of %,d images, %,d were looked at for faces and tags, evenly drawn; --effort says how many."
                .formatted(set.samples().size(), some.size()));
      }
      if (broken > 0) {
        remarks.add("%,d images could not be read and are left out.".formatted(broken));
      }
    }
    for (Path film : sources.films()) {
      released.ofFilm(film, takers, progress);
    }
  }

  private Named named(Progress progress) {
    Optional<TestedPeople> drawn = sources.images().flatMap(set -> TestedPeople.of(set, settings));
    if (drawn.isEmpty() || instruments.recogniser().isEmpty()) {
      return new Named(
          List.of(),
          Optional.empty(),
          List.of(
              "Nobody was named, and nothing reversed: that takes --recogniser and images with a column of who is on them."));
    }
    Recogniser recogniser = instruments.recogniser().get();
    TestedPeople people = drawn.get();
    DataSet set = sources.images().orElseThrow();
    List<Sample> all =
        Stream.concat(people.line().samples().stream(), people.others().stream()).toList();
    FaceImages images = FaceImages.of(mask, set, all, progress);
    int line = people.line().samples().size();
    FaceImages known = images.rows(0, line);
    FaceImages solid =
        mask.isSolid()
            ? known
            : FaceImages.of(mask.solid(), set, people.line().samples(), progress);
    MaskedIdentification identification =
        new MaskedIdentification(people, known, solid, recogniser, settings);
    Gallery gallery = identification.gallery();
    List<Finding> findings = new ArrayList<>(identification.findings(gallery));
    FaceImages small = images.small();
    Optional<MaskReversal> reversal =
        MaskReversal.of(
            small.rows(people.known(), line),
            people.askedPeople(),
            small.rows(line, all.size()),
            gallery,
            settings);
    reversal.ifPresent(found -> findings.addAll(found.findings()));
    return new Named(
        findings,
        reversal.map(MaskReversal::sheet),
        reversal.isPresent()
            ? List.of()
            : List.of("Nothing was reversed: too few images of others are left to learn from."));
  }

  /** Some of a list, at even distances. */
  private static <T> List<T> spread(List<T> all, int most) {
    int count = Math.min(all.size(), most);
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
        .toList();
  }
}
