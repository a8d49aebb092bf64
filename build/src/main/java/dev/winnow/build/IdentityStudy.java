package dev.winnow.build;

import dev.winnow.attack.control.LayerFeatures;
import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.identification.Reidentification;
import dev.winnow.audit.FeatureTable;
import dev.winnow.audit.IdentificationData;
import dev.winnow.audit.PreparedSamples;
import dev.winnow.data.CaptureFeature;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How it is measured what features tell of who is on a capture.
 *
 * @param protocol the attack, inside the test people
 * @param controls of the attack
 * @param data for its seed and threads
 */
record IdentityStudy(ClosedSetProtocol protocol, IdentityControls controls, StudyData data) {
  /**
   * Runs the controls.
   *
   * @param network that is cut, through whose layers captures are looked at too
   * @param cut of the network
   */
  static IdentityStudy of(StudyData data, IdentificationData people, Network network, Cut cut) {
    ClosedSetProtocol protocol = people.protocol();
    IdentityControls controls =
        new IdentityControls(
            views(data, people, network, cut),
            attack(data, protocol, people.label(protocol.samples())),
            protocol.people().size(),
            protocol.samples().size());
    return new IdentityStudy(protocol, controls, data);
  }

  private static List<IdentityControls.View> views(
      StudyData data, IdentificationData people, Network network, Cut cut) {
    PreparedSamples captures = data.captures();
    List<IdentityControls.View> views = new ArrayList<>();
    captures
        .modality()
        .rawFeatures(captures.preprocessor().spec())
        .forEach(way -> views.add(view(data, people, way, false)));
    List<CaptureFeature> layers = new ArrayList<>(LayerFeatures.of(network, data.threads()));
    // At the cut everything is taken, so that no feature made of it is easier to read.
    CaptureFeature whole =
        LayerFeatures.whole(
            network.split(cut).extractor(), people.prepared().samples().size(), data.threads());
    layers.removeIf(layer -> layer.word().equals(whole.word()));
    layers.add(whole);
    layers.forEach(layer -> views.add(view(data, people, layer, true)));
    return views;
  }

  private static IdentityControls.View view(
      StudyData data, IdentificationData people, CaptureFeature way, boolean layer) {
    FeatureTable prepared = people.prepared();
    FeatureTable rows = new FeatureTable(prepared.samples(), way.of(prepared.values()));
    return new IdentityControls.View(way.word(), layer, attack(data, people.protocol(), rows));
  }

  /** What the adversaries make of a feature of the protocol's samples. */
  IdentityLeakage of(FeatureTable features) {
    return leakage(attack(data, protocol, features));
  }

  /**
   * The same of a feature of the original network as it is at the cut, which may have been attacked
   * as a control already.
   *
   * @param cut tensor of the network
   */
  IdentityLeakage ofOriginal(String cut, FeatureTable features) {
    Optional<IdentityControls.View> control = controls.view(cut);
    return control.map(view -> leakage(view.attack())).orElseGet(() -> of(features));
  }

  private IdentityLeakage leakage(Reidentification attack) {
    return new IdentityLeakage(attack, controls.leakage(attack));
  }

  private static Reidentification attack(
      StudyData data, ClosedSetProtocol protocol, FeatureTable features) {
    return Reidentification.of(protocol.data(features.values()), data.seed(), data.threads());
  }
}
