package dev.winnow.portraits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Digest;
import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.ImageSpec.Fit;
import dev.winnow.core.Progress;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.image.ContactSheet;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import dev.winnow.image.ImagePreprocessor;
import dev.winnow.synthesis.SplitMix64;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortraitsTest {
  private static final Portraits PORTRAITS = Portraits.withSeed(1);

  /** A new digest means new portraits: the bundled network must then be trained anew. */
  @Test
  void draw_fixedSeed_samePixelsOnEveryPlatform() {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    for (int identity = 0; identity < 20; identity++) {
      pixels.writeBytes(ContactSheet.png(PORTRAITS.draw(identity, identity).image()));
    }

    assertEquals(
        "sha256:3cc3b499a65e933e28437c89c8ff4c96b6e2f6555ec8c46f62b817757d6ec437",
        Digest.of(pixels.toByteArray()).text());
  }

  @Test
  void draw_otherSeed_otherPeople() {
    assertNotEquals(
        Digest.of(ContactSheet.png(PORTRAITS.draw(3, 0).image())),
        Digest.of(ContactSheet.png(Portraits.withSeed(2).draw(3, 0).image())));
  }

  @Test
  void draw_everyPerson_smilesInHalfOfTheShots() {
    for (int identity = 0; identity < 5; identity++) {
      List<Map<String, String>> labels = labels(identity);

      assertEquals(12, labels.stream().filter(l -> "smiling".equals(l.get("smile"))).count());
      assertEquals(12, labels.stream().filter(l -> "neutral".equals(l.get("smile"))).count());
      assertEquals(1, labels.stream().map(l -> l.get("hair")).distinct().count());
    }
  }

  private static List<Map<String, String>> labels(int identity) {
    return IntStream.range(0, Portraits.SHOTS)
        .mapToObj(variation -> PORTRAITS.draw(identity, variation).labels())
        .toList();
  }

  /** So neither the background nor the light can say anything about the label. */
  @Test
  void paint_smileOrNot_differsOnlyInTheFace() {
    for (int i = 0; i < 20; i++) {
      PortraitIdentity person = PortraitIdentity.drawn(SplitMix64.of(5, i));
      PortraitVariation smiling = variation(person, true, i);
      PortraitVariation neutral = variation(person, false, i);
      Image one = PortraitPainter.paint(96, person, smiling);
      Image other = PortraitPainter.paint(96, person, neutral);

      Canvas canvas = new Canvas(96, smiling.head().onCanvas());
      CoverageMask face = canvas.mask(Outline.ellipse(0, 0.1, person.head().width() + 0.1, 1.1));
      int different = 0;
      for (int p = 0; p < 96 * 96; p++) {
        int x = p % 96;
        int y = p / 96;
        if (one.rgb(x, y) != other.rgb(x, y)) {
          different++;
          assertTrue(isIn(face, x, y), "person " + i + " at " + x + ", " + y);
        }
      }
      assertTrue(different > 50, "person " + i + " differs in " + different + " pixels");
    }
  }

  private static PortraitVariation variation(PortraitIdentity person, boolean smiling, int i) {
    return PortraitVariation.drawn(
        PortraitVariation.Expression.drawn(smiling, person.mouth(), SplitMix64.of(6, i)),
        SplitMix64.of(7, i));
  }

  private static boolean isIn(CoverageMask mask, int x, int y) {
    return x >= mask.left()
        && x < mask.right()
        && y >= mask.top()
        && y < mask.bottom()
        && mask.at(x, y) > 0;
  }

  /** The nearest of 320 portraits of 40 people: 1 of 40 would be chance, 10 is ten times that. */
  @Test
  void draw_rawPixels_tellWhoItIs() {
    ImagePreprocessor small =
        ImagePreprocessor.of(ImageDecoderBenchmark.plain(24, 24, 1, Fit.STRETCH, Colour.RGB));
    List<float[]> gallery = new ArrayList<>();
    for (int identity = 0; identity < 40; identity++) {
      for (int variation = 0; variation < 8; variation++) {
        gallery.add(small.prepare(PORTRAITS.draw(identity, variation).image()).toArray());
      }
    }

    int right = 0;
    for (int probe = 0; probe < gallery.size(); probe += 8) {
      right += nearest(gallery, probe) / 8 == probe / 8 ? 1 : 0;
    }

    assertTrue(right >= 10, right + " of 40 recognised");
  }

  private static int nearest(List<float[]> gallery, int probe) {
    int nearest = -1;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < gallery.size(); i++) {
      double distance =
          i == probe ? Double.MAX_VALUE : distance(gallery.get(i), gallery.get(probe));
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  @Test
  void write_folder_isADataSetWhosePeopleNeverStraddle(@TempDir Path folder) {
    DataSet set = PORTRAITS.write(folder, 10, Progress.NONE);

    assertEquals(240, set.samples().size());
    assertEquals(List.of("identity", "smile", "glasses", "hair"), set.columns());
    assertEquals(List.of("neutral", "smiling"), set.classes("smile"));
    Partition parts = Partition.of(set, "identity", 0);
    assertEquals(144, parts.train().size());
    assertEquals(24, parts.validation().size());
    assertEquals(72, parts.test().size());
    Sample last = set.samples().get(239);
    Image drawn = PORTRAITS.draw(9, 23).image();
    assertEquals(
        Digest.of(ContactSheet.png(drawn)),
        Digest.of(ContactSheet.png(ImageDecoder.read(set.file(last)))));
  }

  @Test
  void write_again_sameDigest(@TempDir Path folder) {
    Digest one = PORTRAITS.write(folder.resolve("one"), 2, Progress.NONE).digest();
    Digest other = PORTRAITS.write(folder.resolve("other"), 2, Progress.NONE).digest();

    assertEquals(one, other);
  }

  @Test
  void drawn_people_haveEveryHairAndManyCombinations() {
    List<PortraitIdentity> people = new ArrayList<>();
    IntStream.range(0, 200).forEach(i -> people.add(PortraitIdentity.drawn(SplitMix64.of(1, i))));

    assertEquals(
        Set.of(PortraitIdentity.Hair.values()),
        people.stream().map(person -> person.looks().hair()).collect(Collectors.toSet()));
    assertEquals(200, people.stream().distinct().count());
  }
}
