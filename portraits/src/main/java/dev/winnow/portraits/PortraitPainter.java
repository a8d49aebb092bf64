package dev.winnow.portraits;

import dev.winnow.image.Image;
import dev.winnow.synthesis.SplitMix64;

/**
 * Paints a person in a shot, from the wall behind to the glasses in front, and lights the scene.
 */
final class PortraitPainter {
  private final int size;
  private final PortraitVariation variation;
  private final Canvas canvas;
  private final Sitting sitting;

  private PortraitPainter(int size, PortraitIdentity person, PortraitVariation variation) {
    this.size = size;
    this.variation = variation;
    this.canvas = new Canvas(size, variation.head().onCanvas());
    this.sitting = Sitting.of(canvas, person, variation);
  }

  static Image paint(int size, PortraitIdentity person, PortraitVariation variation) {
    return new PortraitPainter(size, person, variation).paint();
  }

  private Image paint() {
    HairPainter hair = new HairPainter(sitting);
    FacePainter face = new FacePainter(sitting);
    MouthPainter mouth = new MouthPainter(sitting);
    wall();
    hair.behind();
    body();
    face.skin();
    mouth.beard();
    face.nose();
    mouth.mouth();
    face.eyes();
    hair.before();
    face.brows();
    face.glasses();
    light();
    return canvas.image();
  }

  private void wall() {
    SplitMix64 random = SplitMix64.of(variation.surroundings().seed(), 1);
    Tone above = variation.surroundings().scene().above();
    Tone below = variation.surroundings().scene().below();
    canvas.develop((x, y, tone) -> above.towards(below, (y + 0.5) / size));
    for (int i = 0; i < 4; i++) {
      double x = random.between(-1.6, 1.6);
      double y = random.between(-1.6, 1.6);
      double radius = random.between(0.4, 1.4);
      Tone spot = random.chance(0.5) ? above.lighter(0.5) : below.darker(0.4);
      CoverageMask around = canvas.mask(Outline.ellipse(x, y, radius, radius));
      canvas.glow(around, x, y, radius, radius, spot, 0.7);
    }
  }

  private void body() {
    Tone skin = sitting.person().looks().skin();
    Tone shirt = variation.surroundings().scene().shirt();
    canvas.fill(
        Outline.closed(Outline.mirrored(0.33, 0.5, 0.34, 1.0, 0.42, 1.25, 0.6, 1.42, 0, 1.75)),
        skin.darker(0.22));
    double[] collar = Outline.open(-0.42, 1.2, -0.25, 1.42, 0, 1.5, 0.25, 1.42, 0.42, 1.2);
    double[] shoulders =
        Outline.open(
            -0.42, 1.2, -0.8, 1.32, -1.35, 1.5, -1.7, 2.4, 1.7, 2.4, 1.35, 1.5, 0.8, 1.32, 0.42,
            1.2);
    CoverageMask cloth = canvas.mask(Outline.between(shoulders, collar));
    canvas.fill(cloth, shirt, 1);
    canvas.glow(cloth, 0, 1.25, 0.9, 0.35, shirt.darker(0.5), 0.5);
    canvas.fill(Outline.stroke(0.07, 0, collar), shirt.darker(0.25));
  }

  private void light() {
    PortraitVariation.Light light = variation.surroundings().light();
    SplitMix64 random = SplitMix64.of(variation.surroundings().seed(), 2);
    canvas.develop(
        (x, y, tone) -> {
          double across = 2 * (x + 0.5) / size - 1;
          double down = 2 * (y + 0.5) / size - 1;
          double level = light.level() * (1 + light.right() * across - light.top() * down);
          long noise = random.next();
          return new Tone(
              tone.red() * level * (1 + light.warmth()) + light.grain() * grain(noise),
              tone.green() * level + light.grain() * grain(noise >>> 21),
              tone.blue() * level * (1 - light.warmth()) + light.grain() * grain(noise >>> 42));
        });
  }

  /** About a normal deviate: the sum of three numbers of 7 random bits, centred and scaled. */
  private static double grain(long bits) {
    long sum = (bits & 0x7F) + ((bits >>> 7) & 0x7F) + ((bits >>> 14) & 0x7F);
    return (sum - 190.5) / 64;
  }
}
