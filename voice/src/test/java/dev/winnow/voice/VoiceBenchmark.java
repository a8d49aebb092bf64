package dev.winnow.voice;

import dev.winnow.voice.dsp.SoundFilter;
import dev.winnow.voice.dsp.Voices;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;

/**
 * How many times faster than it is spoken a voice is disguised, on one core: the time of a
 * processor that the thread had, so that other programs do not count. Blocks of 20 ms, as from a
 * microphone.
 */
final class VoiceBenchmark {
  private static final int SECONDS = 20;
  private static final int ROUNDS = 3;

  private VoiceBenchmark() {}

  public static void main(String[] arguments) {
    for (int rate : new int[] {16_000, 48_000}) {
      double[] vowel = Voices.vowel(120, SECONDS * rate, 700, 1_220, 2_600);
      for (VoiceMethod method : VoiceMethod.values()) {
        double best = Double.POSITIVE_INFINITY;
        int latency = 0;
        for (int round = 0; round < ROUNDS; round++) {
          SoundFilter filter =
              VoiceDisguise.of(VoiceSettings.withDefaults(method), rate, new Random(1)).open();
          latency = filter.latency();
          best = Math.min(best, seconds(filter, vowel, rate / 50));
        }
        System.out.printf(
            "%-14s %,6d Hz: %4.0f x real time, latency %3.0f ms%n",
            method.word(), rate, SECONDS / best, 1e3 * latency / rate);
      }
    }
  }

  private static double seconds(SoundFilter filter, double[] sound, int block) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int at = 0; at < sound.length; at += block) {
      filter.push(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + block)));
    }
    filter.finish();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
  }
}
