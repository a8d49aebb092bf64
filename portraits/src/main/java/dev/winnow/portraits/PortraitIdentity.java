package dev.winnow.portraits;

import dev.winnow.synthesis.SplitMix64;

/**
 * What stays the same of a person from portrait to portrait. Lengths are in units of half a head's
 * height.
 *
 * @param looks colours and styles
 * @param head its shape
 * @param brows the brows
 * @param eyes the eyes
 * @param nose the nose
 * @param mouth the mouth when at rest
 */
record PortraitIdentity(Looks looks, Head head, Brows brows, Eyes eyes, Nose nose, Mouth mouth) {

  /**
   * @param skin colour
   * @param hairColour by name and tone
   * @param hair style
   * @param beard style
   * @param glasses frames, if the person owns any
   */
  record Looks(Tone skin, HairColour hairColour, Hair hair, Beard beard, Glasses glasses) {}

  /**
   * @param width half its width at the cheeks
   * @param jaw width of the jaw as a share of the head's
   * @param chin how square it is, from 0 to 1
   * @param ears size
   * @param hairline height of the forehead's upper end
   */
  record Head(double width, double jaw, double chin, double ears, double hairline) {}

  enum Hair {
    BALD,
    SHORT,
    PARTED,
    QUIFF,
    FRINGE,
    CURLY,
    AFRO,
    BUN,
    BOB,
    LONG
  }

  enum HairColour {
    BLACK(0x23201F),
    BROWN(0x5A3A24),
    BLOND(0xD2AA5E),
    RED(0x9A4826),
    GREY(0x9C9A98);

    private final int rgb;

    HairColour(int rgb) {
      this.rgb = rgb;
    }

    Tone tone() {
      return Tone.of(rgb);
    }
  }

  enum Beard {
    NONE,
    STUBBLE,
    MOUSTACHE,
    FULL
  }

  /** Frames; NONE are worn by nobody. */
  enum Glasses {
    NONE,
    ROUND,
    SQUARE
  }

  /**
   * @param tone colour
   * @param width thickness
   * @param arch how high the middle stands over the ends
   * @param tilt how much higher the outer end is than the inner
   * @param gap above the eyes
   */
  record Brows(Tone tone, double width, double arch, double tilt, double gap) {}

  /**
   * @param iris colour
   * @param apart from the middle of the face to that of an eye
   * @param height below the head's centre, mostly below 0
   * @param lids around an eye
   */
  record Eyes(Tone iris, double apart, double height, Lids lids) {}

  /**
   * @param width half an eye's width
   * @param open half an eye's height when wide awake
   * @param tilt how much higher the outer corner is than the inner
   * @param lashes thickness of the upper lid's edge
   */
  record Lids(double width, double open, double tilt, double lashes) {}

  /**
   * @param length from between the eyes
   * @param width half its width
   */
  record Nose(double length, double width) {}

  /**
   * @param tone of the lips
   * @param height below the head's centre
   * @param width half its width
   * @param upper thickness of the upper lip
   * @param lower thickness of the lower lip
   * @param rest how far the corners stand above the middle at rest; below 0 they hang
   */
  record Mouth(Tone tone, double height, double width, double upper, double lower, double rest) {}

  private static final Integer[] SKINS = {
    0xF6D7C0, 0xEFC4A4, 0xE5B38C, 0xD49B70, 0xB97F55, 0x94603D, 0x6E452C
  };
  private static final Integer[] IRISES = {0x4A2E1B, 0x6B4423, 0x7A6A35, 0x5C7F4E, 0x4F7FA8};

  /** A person that nobody has met. */
  static PortraitIdentity drawn(SplitMix64 random) {
    Tone skin = Tone.of(random.pick(SKINS));
    skin = skin.towards(Tone.of(random.pick(SKINS)), random.between(0, 0.3));
    HairColour colour = random.pick(HairColour.values());
    Hair hair = random.pick(Hair.values());
    return new PortraitIdentity(
        new Looks(skin, colour, hair, beard(hair, random), glasses(random)),
        head(random),
        brows(colour, random),
        eyes(random),
        new Nose(random.between(0.34, 0.5), random.between(0.09, 0.16)),
        mouth(skin, random));
  }

  private static Beard beard(Hair hair, SplitMix64 random) {
    boolean likely = hair.compareTo(Hair.FRINGE) < 0;
    if (!random.chance(likely ? 0.5 : 0.08)) {
      return Beard.NONE;
    }
    return random.pick(new Beard[] {Beard.STUBBLE, Beard.MOUSTACHE, Beard.FULL, Beard.FULL});
  }

  private static Glasses glasses(SplitMix64 random) {
    if (!random.chance(0.45)) {
      return Glasses.NONE;
    }
    return random.chance(0.5) ? Glasses.ROUND : Glasses.SQUARE;
  }

  private static Head head(SplitMix64 random) {
    return new Head(
        random.between(0.70, 0.86),
        random.between(0.66, 0.92),
        random.between(0, 1),
        random.between(0.13, 0.2),
        random.between(-0.72, -0.56));
  }

  private static Brows brows(HairColour colour, SplitMix64 random) {
    return new Brows(
        colour.tone().darker(random.between(0.2, 0.45)),
        random.between(0.05, 0.11),
        random.between(0.0, 0.09),
        random.between(-0.05, 0.06),
        random.between(0.2, 0.29));
  }

  private static Eyes eyes(SplitMix64 random) {
    return new Eyes(
        Tone.of(random.pick(IRISES)),
        random.between(0.31, 0.38),
        random.between(-0.14, -0.04),
        new Lids(
            random.between(0.17, 0.22),
            random.between(0.1, 0.145),
            random.between(-0.03, 0.05),
            random.between(0.03, 0.06)));
  }

  private static Mouth mouth(Tone skin, SplitMix64 random) {
    Tone lips = skin.towards(Tone.of(0xA8343C), random.between(0.3, 0.6));
    return new Mouth(
        lips,
        random.between(0.5, 0.58),
        random.between(0.27, 0.36),
        random.between(0.04, 0.075),
        random.between(0.06, 0.1),
        random.between(-0.025, 0.025));
  }
}
