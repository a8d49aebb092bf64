package dev.winnow.voiceaudit;

import dev.winnow.attack.verification.Verification;
import dev.winnow.audio.WavFile;
import dev.winnow.core.Progress;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import dev.winnow.voice.VoicePackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The audit of a disguise of voices. Recordings are disguised by the very code that runs on a node;
 * attackers name and verify speakers, and recognisers say which words are left.
 *
 * @param voice the disguise
 * @param set recordings with a column of who speaks
 * @param samples of the set that are used; at most so many as the effort takes
 * @param instruments by which it is judged
 * @param settings of the audit
 */
public record VoiceAudit(
    VoicePackage voice,
    DataSet set,
    List<Sample> samples,
    VoiceInstruments instruments,
    VoiceAuditSettings settings) {
  private static final int EXHIBITS = 4;

  public VoiceAudit {
    samples = List.copyOf(samples);
  }

  /**
   * Runs it.
   *
   * @param policy that says what is enough
   * @throws dev.winnow.attack.verification.NobodyToVerifyException if fewer than four people speak
   *     on recordings enough
   * @throws dev.winnow.core.WinnowException if a recogniser or the grammar is not what it should be
   * @throws IllegalArgumentException if a network takes no sound
   */
  public VoiceAuditReport run(Policy policy, Progress progress) {
    List<String> remarks = new ArrayList<>();
    List<Sample> chosen = ChosenSpeakers.of(set, samples, settings);
    Verification.requireEnough(
        (int) chosen.stream().map(s -> s.label(settings.columns().speaker())).distinct().count());
    List<WordRecogniser> recognisers = instruments.recognisers(settings.threads());
    try {
      SpeechSource source = new SpeechSource(set, voice, settings.seed());
      SpeakerAttacks attacks =
          new SpeakerAttacks(settings, views(source, chosen, remarks, progress));
      List<Sample> heard = attacks.views().get(0).clean().samples();
      List<Finding> findings = new ArrayList<>(attacks.findings(progress));
      if (settings.columns().words().isPresent()) {
        WordAccuracy accuracy = new WordAccuracy(source, settings);
        recognisers.forEach(
            recogniser -> findings.addAll(accuracy.of(recogniser, heard, progress)));
      }
      return new VoiceAuditReport(
          this,
          policy,
          new VoiceAuditResult(
              policy.judge(findings, settings.effort()), exhibits(source, heard), remarks));
    } finally {
      recognisers.forEach(WordRecogniser::close);
    }
  }

  /** Of recordings of which something leaves in every draw. */
  private List<SpeakerAttacks.View> views(
      SpeechSource source, List<Sample> chosen, List<String> remarks, Progress progress) {
    List<SpeechRepresentation> representations = instruments.representations(source.rate());
    try {
      SpeechViews listening = new SpeechViews(representations, progress);
      HeardSpeech clean = listening.clean(source, chosen);
      List<SpeakerAttacks.View> views = listening.of(source, clean, settings.draws());
      remark(clean.unreadable(), "recordings could not be read and are left out", remarks);
      remark(
          clean.samples().size() - views.get(0).clean().samples().size(),
          "recordings are left out, because nothing leaves of them",
          remarks);
      return views;
    } finally {
      representations.forEach(SpeechRepresentation::close);
    }
  }

  private List<SpeechExhibit> exhibits(SpeechSource source, List<Sample> heard) {
    List<SpeechExhibit> exhibits = new ArrayList<>();
    if (!settings.playsSpeech()) {
      return exhibits;
    }
    int count = Math.min(EXHIBITS, heard.size());
    for (int i = 0; i < count; i++) {
      Sample sample = heard.get((int) ((long) i * heard.size() / count));
      source
          .released(sample, 0)
          .ifPresent(
              after ->
                  exhibits.add(
                      new SpeechExhibit(
                          caption(sample),
                          Optional.of(WavFile.of(source.plain(sample), source.rate())),
                          WavFile.of(after, source.rate()))));
    }
    return exhibits;
  }

  private String caption(Sample sample) {
    String who = sample.label(settings.columns().speaker()).orElse("?");
    String words = SpeakerTrial.words(sample, settings.columns());
    return words.isEmpty() ? who : who + ": " + words;
  }

  private static void remark(int count, String what, List<String> remarks) {
    if (count > 0) {
      remarks.add("%,d %s.".formatted(count, what));
    }
  }
}
