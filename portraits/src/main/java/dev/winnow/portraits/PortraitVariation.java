package dev.winnow.portraits;

import dev.winnow.synthesis.SplitMix64;

/**
 * What differs from portrait to portrait of a person.
 *
 * @param expression of the face
 * @param gaze to the right
 * @param glasses whether the person wears them, if any
 * @param head how it is held
 * @param surroundings of the person
 */
record PortraitVariation(
    Expression expression, double gaze, boolean glasses, HeadPose head, Surroundings surroundings) {
  private static final double PIXELS = Portraits.SIZE;

  /**
   * @param smiling whether the person smiles
   * @param smile how far the corners of the mouth rise, in units; around 0 when not smiling
   * @param gap how far the lips are apart, in units
   * @param squint how much of the eyes is closed, from 0 to 1
   * @param browLift in units
   */
  record Expression(boolean smiling, double smile, double gap, double squint, double browLift) {
    static Expression drawn(boolean smiling, PortraitIdentity.Mouth mouth, SplitMix64 random) {
      double smile = smiling ? random.between(0.07, 0.2) : mouth.rest() + 0.025 * random.bell();
      double gap =
          smiling
              ? random.chance(0.55) ? random.between(0.3, 1) * smile : 0
              : random.chance(0.15) ? random.between(0.02, 0.08) : 0;
      double squint = random.chance(0.03) ? 0.95 : Math.max(0, 0.15 + 0.2 * random.bell() + smile);
      return new Expression(smiling, smile, gap, squint, 0.05 * random.bell());
    }

    /** How far the corners rise above the middle, at least 0. */
    double lift() {
      return Math.max(0, smile);
    }
  }

  /**
   * @param yaw turn to the right, about −1 to 1
   * @param pitch turn upwards, about −1 to 1
   * @param onCanvas where it lands, and how it is tilted there
   */
  record HeadPose(double yaw, double pitch, Canvas.Pose onCanvas) {
    static HeadPose drawn(SplitMix64 random) {
      return new HeadPose(
          1.2 * random.bell(),
          1.2 * random.bell(),
          Canvas.Pose.of(
              PIXELS * (0.5 + 0.045 * random.bell()),
              PIXELS * (0.53 + 0.04 * random.bell()),
              PIXELS * random.between(0.3, 0.35),
              0.2 * random.bell()));
    }
  }

  /**
   * @param scene behind the person
   * @param light on the scene
   * @param seed of what is too small to name: spots of the background, noise
   */
  record Surroundings(Scene scene, Light light, long seed) {
    static Surroundings drawn(SplitMix64 random) {
      return new Surroundings(Scene.drawn(random), Light.drawn(random), random.next());
    }
  }

  /**
   * @param shirt colour
   * @param above colour of the wall's upper end
   * @param below colour of the wall's lower end
   */
  record Scene(Tone shirt, Tone above, Tone below) {
    static Scene drawn(SplitMix64 random) {
      return new Scene(colour(random, 30, 220), colour(random, 60, 250), colour(random, 60, 250));
    }

    private static Tone colour(SplitMix64 random, double low, double high) {
      double level = random.between(low, high);
      return new Tone(
          level + random.between(-45, 45),
          level + random.between(-45, 45),
          level + random.between(-45, 45));
    }
  }

  /**
   * @param level brightness of the scene, 1 as painted
   * @param warmth above 0 towards red, below towards blue
   * @param right how much brighter the right side is than the middle
   * @param top how much brighter the upper side is than the middle
   * @param grain standard deviation of the noise, in grey levels
   */
  record Light(double level, double warmth, double right, double top, double grain) {
    static Light drawn(SplitMix64 random) {
      return new Light(
          random.between(0.78, 1.1),
          0.07 * random.bell(),
          0.35 * random.bell(),
          0.2 * random.bell(),
          random.between(2, 6));
    }
  }

  /** A shot of somebody with such an expression. */
  static PortraitVariation drawn(Expression expression, SplitMix64 random) {
    return new PortraitVariation(
        expression,
        0.35 * random.bell(),
        random.chance(0.8),
        HeadPose.drawn(random),
        Surroundings.drawn(random));
  }
}
