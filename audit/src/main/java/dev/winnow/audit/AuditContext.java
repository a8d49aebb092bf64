package dev.winnow.audit;

import dev.winnow.attack.control.LayerFeatures;
import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.core.Accuracy;
import dev.winnow.core.InputSpec;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.CaptureFeature;
import dev.winnow.data.Partition;
import dev.winnow.data.ReconstructionForm;
import dev.winnow.data.Sample;
import dev.winnow.learn.example.Heads;
import dev.winnow.onnx.Network;
import dev.winnow.trust.Effort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What all packages of an audit have in common: captures of people that no package learned from,
 * whom an attacker has to name, captures of others that it may learn from, and what attacks make of
 * the two controls, each worked out once.
 *
 * <p>Safe for use by several threads.
 */
final class AuditContext {
  private static final int QUICK_TRIALS = 2;

  private final PreparedSamples captures;
  private final AuditSettings settings;
  private final long seed;
  private final IdentificationData people;
  private final List<Sample> background;
  private final List<ClosedSetProtocol> protocols;
  private final List<AttackerView> raw;
  private final Optional<ReconstructionForm> form;
  private final Optional<FaceRecogniser> recogniser;
  private Optional<ReconstructionData> reconstruction = Optional.empty();
  private final boolean knowsUncut;
  private final Map<String, RawControl> rawControls = new ConcurrentHashMap<>();
  private final Map<String, RawControl> innerControls = new ConcurrentHashMap<>();
  private final Map<String, RawControl> wholeControls = new ConcurrentHashMap<>();
  private final Map<String, List<AttackResult>> controls = new ConcurrentHashMap<>();

  private AuditContext(
      PreparedSamples captures,
      AuditSettings settings,
      long seed,
      IdentificationData people,
      List<Sample> background,
      List<ClosedSetProtocol> protocols,
      List<AttackerView> raw,
      Optional<ReconstructionForm> form,
      Optional<FaceRecogniser> recogniser,
      boolean knowsUncut) {
    this.captures = captures;
    this.settings = settings;
    this.seed = seed;
    this.people = people;
    this.background = background;
    this.protocols = protocols;
    this.raw = raw;
    this.form = form;
    this.recogniser = recogniser;
    this.knowsUncut = knowsUncut;
  }

  /**
   * Looks at the captures of the line-up.
   *
   * @param partition of the set: test people are attacked, training people are the attacker's own
   * @param most captures of the attacker's own that are used
   * @param uncut a network that an attacker on the captures themselves goes on with, or looks at
   *     them through, if it is here
   * @param recogniser that looks at reconstructions and at captures, if one is here
   */
  static AuditContext of(
      PreparedSamples captures,
      Partition partition,
      AuditSettings settings,
      int most,
      Optional<Network> uncut,
      Optional<FaceRecogniser> recogniser,
      Progress progress) {
    long seed = SimulatedNodes.seed(captures.set().digest());
    IdentificationData people =
        IdentificationData.of(
            captures,
            partition,
            settings.columns().primary(),
            settings.columns().sensitive(),
            seed,
            progress);
    List<Sample> own = new ArrayList<>(people.samples().train());
    Collections.shuffle(own, new Random(seed));
    return new AuditContext(
        captures,
        settings,
        seed,
        people,
        List.copyOf(own.subList(0, Math.min(most, own.size()))),
        protocols(people, settings.columns().sensitive(), seed),
        raw(captures, people.prepared(), uncut, recogniser),
        captures.modality().reconstruction(captures.preprocessor().spec()),
        recogniser,
        uncut.isPresent());
  }

  /** The prepared captures themselves, with whatever an attacker would make of them first. */
  private static List<AttackerView> raw(
      PreparedSamples captures,
      FeatureTable prepared,
      Optional<Network> uncut,
      Optional<FaceRecogniser> recogniser) {
    InputSpec spec = captures.preprocessor().spec();
    List<AttackerView> views = new ArrayList<>();
    for (CaptureFeature feature : captures.modality().rawFeatures(spec)) {
      boolean whole = feature.equals(CaptureFeature.WHOLE);
      FeatureTable rows = whole ? prepared : of(prepared, feature);
      views.add(AttackerView.of(feature.word(), rows, whole ? uncut : Optional.empty()));
    }
    uncut.stream()
        .flatMap(network -> LayerFeatures.of(network, captures.threads()).stream())
        .map(layer -> AttackerView.ofLayer(layer.word(), of(prepared, layer)))
        .forEach(views::add);
    recogniser
        .map(
            who ->
                new CaptureFeature("recogniser", all -> who.vectors(all, spec, captures.threads())))
        .map(seen -> AttackerView.ofLayer(seen.word(), of(prepared, seen)))
        .ifPresent(views::add);
    return List.copyOf(views);
  }

  private static FeatureTable of(FeatureTable prepared, CaptureFeature feature) {
    return new FeatureTable(prepared.samples(), feature.of(prepared.values()));
  }

  /** Splits of the same captures into known and unknown ones. */
  private static List<ClosedSetProtocol> protocols(
      IdentificationData people, String sensitive, long seed) {
    List<ClosedSetProtocol> protocols = new ArrayList<>(List.of(people.protocol()));
    for (int trial = 1; trial < SimulatedNodes.COUNT; trial++) {
      protocols.add(IdentificationData.split(people.protocol().samples(), sensitive, seed + trial));
    }
    return List.copyOf(protocols);
  }

  /**
   * What an attack finds in the prepared captures themselves: all there is to find. It looks at
   * them as they are, through the layers of the uncut network or else of the extractor, through a
   * recogniser, and at the feature before anything is taken from it.
   */
  RawControl raw(ViewAttack attack, ReleasedFeatures released) {
    LayerViews layers = released.layers();
    String key = key(attack, released);
    RawControl control =
        rawControls.computeIfAbsent(attack.word(), word -> looked(attack, raw.stream()));
    if (!knowsUncut) {
      control =
          control.and(
              innerControls.computeIfAbsent(key, word -> looked(attack, layers.inner().stream())));
    }
    return control.and(
        wholeControls.computeIfAbsent(key, word -> looked(attack, layers.whole().stream())));
  }

  /** What an attack found in a feature that is sent whole, which need not be looked at again. */
  void found(ViewAttack attack, ReleasedFeatures whole, List<AttackResult> results) {
    wholeControls.computeIfAbsent(
        key(attack, whole),
        key ->
            new RawControl(
                List.of(new RawControl.Way(whole.manifest().network().cut().tensor(), results))));
  }

  private static String key(ViewAttack attack, ReleasedFeatures released) {
    return attack.word() + " " + released.layers().key();
  }

  private RawControl looked(ViewAttack attack, Stream<AttackerView> views) {
    return new RawControl(views.map(view -> looked(attack, view)).toList());
  }

  private RawControl.Way looked(ViewAttack attack, AttackerView view) {
    List<AttackResult> results = attack.onAll(List.of(new Trial(protocol(), view)), this);
    return new RawControl.Way(view.word(), results);
  }

  /**
   * What it finds in the primary label alone: what nobody can help giving away.
   *
   * @param trials how many
   */
  List<AttackResult> label(ViewAttack attack, int trials) {
    return controls.computeIfAbsent(
        "label %d %s".formatted(trials, attack.word()),
        key ->
            attack.onAll(
                protocols.subList(0, trials).stream().map(this::labelTrial).toList(), this));
  }

  private Trial labelTrial(ClosedSetProtocol protocol) {
    return new Trial(
        protocol, AttackerView.of("label", label(protocol.samples()), Optional.empty()));
  }

  /** The primary label alone of some captures. */
  FeatureTable label(List<Sample> samples) {
    return people.label(samples);
  }

  /** The form in which a decoder makes captures, if it makes such captures at all. */
  Optional<ReconstructionForm> form() {
    return form;
  }

  /** Why captures of a node are not asked about in altered copies, if nobody knows how to alter. */
  Optional<String> unalterable() {
    try {
      captures.modality().perturbation(captures.preprocessor().spec(), seed);
      return Optional.empty();
    } catch (UnsuitableModalityException e) {
      return Optional.of("Nobody asked about altered copies: " + e.getMessage() + ".");
    }
  }

  /**
   * What reconstruction attacks on all packages have in common, made when it is first asked for: it
   * holds captures in the form of a decoder, and a network is trained for it.
   *
   * @throws java.util.NoSuchElementException if there is no such {@linkplain #form form}
   */
  synchronized ReconstructionData reconstruction() {
    if (reconstruction.isEmpty()) {
      reconstruction =
          Optional.of(
              ReconstructionData.of(this, form.orElseThrow(), settings.effort(), recogniser));
    }
    return reconstruction.get();
  }

  /** The prepared captures of the line-up, the known ones first. */
  FeatureTable prepared() {
    return people.prepared();
  }

  /** The prepared captures whose people an attacker knows, in the order of the protocol. */
  Tensor known() {
    return people.prepared().values().rows(0, protocol().known().size());
  }

  /** The prepared captures that it is asked about. */
  Tensor unknown() {
    int known = protocol().known().size();
    return people.prepared().values().rows(known, known + protocol().unknown().size());
  }

  PreparedSamples captures() {
    return captures;
  }

  /** Captures of people that no package learned from, with a primary label. */
  List<Sample> test() {
    return people.samples().test();
  }

  /** Captures of other people, which an attacker has for itself. */
  List<Sample> background() {
    return background;
  }

  /** The first split, in whose order the prepared captures are. */
  ClosedSetProtocol protocol() {
    return protocols.get(0);
  }

  /**
   * How many nodes, each with a split of its own, an attacker tries of a package that randomises:
   * all, or two if the audit is a quick one.
   */
  int trials() {
    return settings.effort() == Effort.QUICK ? QUICK_TRIALS : SimulatedNodes.COUNT;
  }

  /** A split of the same captures into known and unknown ones, by the number of a draw. */
  ClosedSetProtocol protocol(int trial) {
    return protocols.get(trial);
  }

  String primary() {
    return settings.columns().primary();
  }

  String sensitive() {
    return settings.columns().sensitive();
  }

  Optional<String> group() {
    return settings.columns().group();
  }

  /**
   * Of every random choice of an attacker. It follows from the data, so that nobody can look for
   * one that suits.
   */
  long seed() {
    return seed;
  }

  int threads() {
    return settings.threads();
  }

  /**
   * How often a network that was not cut is right about the test people, on captures as it takes
   * them.
   *
   * @throws IllegalArgumentException if it takes other ones than these and does not say which
   */
  Accuracy accuracy(Network whole) {
    PreparedSamples own =
        captures.fit(whole)
            ? captures
            : PreparedSamples.of(
                captures.set(),
                captures.modality(),
                captures.set().framed(whole.preparation().asImage("a network of another size")),
                threads());
    List<OutputHead.Classification> heads = Heads.answers(whole, captures.set(), primary());
    return Predictions.of(whole, heads, own, test(), Progress.NONE).accuracy(primary());
  }
}
