package dev.winnow.voiceaudit;

import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Progress;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Listens to recordings before a disguise, after it and after it was undone.
 *
 * @param representations that attackers listen through; whoever opened them closes them
 * @param progress that is told
 */
record SpeechViews(List<SpeechRepresentation> representations, Progress progress) {
  SpeechViews {
    representations = List.copyOf(representations);
  }

  /** Recordings as they are; those that cannot be read are left out. */
  HeardSpeech clean(SpeechSource source, List<Sample> samples) {
    return HeardSpeech.of(
        samples, s -> Optional.of(source.plain(s)), source.rate(), representations, progress);
  }

  /**
   * The same recordings after a disguise; those of which nothing leaves are left out.
   *
   * @param clean as they are
   * @param draws how often everything is disguised anew
   * @return one for each representation
   */
  List<SpeakerAttacks.View> of(SpeechSource source, HeardSpeech clean, int draws) {
    List<SpeechRepresentation> attacked = withInverses(source);
    List<HeardSpeech> released = new ArrayList<>();
    List<Sample> left = clean.samples();
    for (int draw = 0; draw < draws; draw++) {
      int number = draw;
      HeardSpeech heard =
          HeardSpeech.of(left, s -> source.released(s, number), source.rate(), attacked, progress);
      released.add(heard);
      left = heard.samples();
    }
    return joined(clean, released, left);
  }

  private List<SpeechRepresentation> withInverses(SpeechSource source) {
    return Stream.concat(
            representations.stream(),
            InverseSettings.of(source.voice()).stream()
                .flatMap(
                    inverse -> representations.stream().map(of -> new InvertedSpeech(inverse, of))))
        .toList();
  }

  private List<SpeakerAttacks.View> joined(
      HeardSpeech clean, List<HeardSpeech> released, List<Sample> left) {
    int count = representations.size();
    List<SpeakerAttacks.View> views = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      FeatureTable before = clean.tables().get(r).of(left);
      List<FeatureTable> after = new ArrayList<>();
      List<FeatureTable> undone = new ArrayList<>();
      for (HeardSpeech draw : released) {
        after.add(draw.tables().get(r).of(left));
        List<FeatureTable> inverses = new ArrayList<>();
        for (int i = count + r; i < draw.tables().size(); i += count) {
          inverses.add(draw.tables().get(i).of(left));
        }
        undone.add(UndoneSpeech.nearest(inverses, before));
      }
      views.add(new SpeakerAttacks.View(representations.get(r).word(), before, after, undone));
    }
    return views;
  }
}
