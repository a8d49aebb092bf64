package dev.winnow.maskaudit;

import dev.winnow.attack.reconstruction.DecoderReconstruction;
import dev.winnow.attack.reconstruction.Gallery;
import dev.winnow.attack.reconstruction.Reconstruction;
import dev.winnow.attack.reconstruction.ReconstructionTargets;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.ReconstructionForm;
import dev.winnow.image.ContactSheet;
import dev.winnow.image.Denormalizer;
import dev.winnow.image.Image;
import dev.winnow.image.ImageReconstruction;
import dev.winnow.learn.inversion.Decoder;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Undoing the mask (McPherson et al. 2016, "Defeating Image Obfuscation with Deep Learning"): a
 * decoder learns from images of other people, before and after, to make the one of the other, and a
 * recogniser that had no part in it looks at what it makes of the people of the line.
 *
 * @param findings {@code reversal.…}
 * @param sheet what leaves, over what was made of it, for some of the people
 */
record MaskReversal(List<Finding> findings, Image sheet) {
  private static final int SHOWN = 10;
  private static final int CELL = 64;

  MaskReversal {
    findings = List.copyOf(findings);
  }

  /**
   * Learns, and asks.
   *
   * @param asked images of the people who are to be named, which the attacker has masked alone
   * @param shown who is on them
   * @param learned images of others
   * @return empty if the others are too few to learn from
   */
  static Optional<MaskReversal> of(
      FaceImages asked,
      List<Integer> shown,
      FaceImages learned,
      Gallery gallery,
      MaskAuditSettings settings) {
    if (learned.raw().shape().dim(0) < Decoder.FEWEST) {
      return Optional.empty();
    }
    // They are as small as a decoder makes them already.
    ReconstructionForm form =
        new ImageReconstruction(asked.spec(), asked.spec().width(), asked.spec().height());
    ReconstructionTargets targets =
        ReconstructionTargets.of(asked.raw(), shown, learned.raw(), form, Optional.of(gallery));
    DecoderReconstruction attacker =
        new DecoderReconstruction(
            learned.raw(), settings.epochs(), settings.seed(), settings.threads());
    Reconstruction made = attacker.of(learned.masked(), asked.masked(), targets);
    Reconstruction raw = targets.raw(settings.seed());
    List<Finding> findings = new ArrayList<>();
    for (Measurement one : made.measurement()) {
      String topic = one.metric().isOfLikeness() ? "reversal" : "reversal.reidentification";
      findings.add(Controlled.finding(topic, one.by("decoder"), raw.metric(one.metric())));
    }
    List<Integer> some = targets.firstOfEach(SHOWN);
    Image sheet =
        ContactSheet.of(
            List.of(
                images(asked.masked(), some, asked.spec()),
                images(made.captures(), some, asked.spec())),
            CELL);
    return Optional.of(new MaskReversal(findings, sheet));
  }

  private static List<Image> images(Tensor all, List<Integer> rows, ImageSpec spec) {
    int[] some = rows.stream().mapToInt(Integer::intValue).toArray();
    return Denormalizer.images(all.gathered(some), spec);
  }
}
