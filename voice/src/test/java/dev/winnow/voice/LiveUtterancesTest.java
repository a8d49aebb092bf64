package dev.winnow.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audio.WavFile;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.voice.dsp.Voices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveUtterancesTest {
  private static final VoicePackage VOICE =
      VoicePackage.of(VoiceSettings.withDefaults(VoiceMethod.PITCH), 16_000, 2);

  /** What somebody says at 44.1 kHz, and what happens then. */
  private static final class Said implements SoundSource {
    private final boolean lossy;
    private final Optional<String> fails;
    private final double[] sound;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int next;

    Said(double[] sound, boolean lossy, Optional<String> fails) {
      this.sound = sound;
      this.lossy = lossy;
      this.fails = fails;
    }

    @Override
    public String name() {
      return "mic:test";
    }

    @Override
    public int rate() {
      return 44_100;
    }

    @Override
    public double[] read() throws IOException {
      int end = Math.min(sound.length, next + 882);
      double[] block = Arrays.copyOfRange(sound, next, end);
      next = end;
      if (block.length == 0 && fails.isPresent()) {
        throw new IOException(fails.get());
      }
      return block;
    }

    @Override
    public boolean isLossy() {
      return lossy;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private static LiveUtterances start(SoundSource source) {
    return LiveUtterances.start(
        source,
        OpenedVoice.of(VOICE, new Random(1)),
        new ReleasedWav("pitch", 16_000, Optional.empty()));
  }

  private static double[] words(int count) {
    double[] sound = new double[count * 2 * 44_100];
    double[] vowel = Voices.vowel(120, 44_100, 700, 1_220);
    for (int word = 0; word < count; word++) {
      System.arraycopy(vowel, 0, sound, word * 2 * 44_100 + 10_000, vowel.length);
    }
    return sound;
  }

  private static List<FilteredCapture> all(LiveUtterances live) {
    List<FilteredCapture> all = new ArrayList<>();
    for (Optional<FilteredCapture> next = live.next(); next.isPresent(); next = live.next()) {
      all.add(next.get());
    }
    return all;
  }

  @Test
  void next_twoWords_comeOneByOneAtTheRateThatLeaves() {
    Said said = new Said(words(2), false, Optional.empty());
    try (LiveUtterances live = start(said)) {
      List<FilteredCapture> sent = all(live);

      assertEquals(2, sent.size());
      assertEquals("mic:test", sent.get(0).id().source());
      assertEquals(1, sent.get(1).id().sequence());
      assertEquals(2.0, sent.get(1).id().time().orElseThrow().start(), 0.1);
      assertEquals(1.1, (sent.get(0).content().length - 44) / 32_000.0, 0.1);
      assertTrue(live.next().isEmpty());
    }
    assertEquals(0, said.closed.getCount());
  }

  /** What was said before is sent. */
  @Test
  void next_microphoneThatVanishes_isOneSentenceBehindWhatItHeard() {
    Said said = new Said(words(1), true, Optional.of("it gives no more sound; is it connected?"));
    try (LiveUtterances live = start(said)) {
      assertEquals("mic:test", live.next().orElseThrow().id().source());
      var failure = assertThrows(MalformedDataSetException.class, live::next);

      assertEquals(
          "cannot hear mic:test any further: it gives no more sound; is it connected?",
          failure.getMessage());
      assertTrue(live.next().isEmpty());
    }
  }

  /** Forty words, and nobody asks before the last one was said. */
  @Test
  void next_lossySourceAndNobodyAsks_dropsTheOldestAndSaysSo() {
    Said said = new Said(words(40), true, Optional.empty());
    try (LiveUtterances live = start(said)) {
      while (live.remarks().size() < 2 || !live.remarks().get(1).contains("for 24 ")) {
        Thread.onSpinWait();
      }
      List<FilteredCapture> sent = all(live);

      assertEquals(16, sent.size());
      assertEquals(48, sent.get(0).id().time().orElseThrow().start(), 1);
    }
  }

  @Test
  void next_closedByAnother_ends() {
    LiveUtterances live = start(new Said(words(40), false, Optional.empty()));
    live.close();

    assertTrue(live.next().isEmpty());
  }

  @Test
  void pipe_wavOfUnknownLength_isReadToItsEnd() throws Exception {
    byte[] file = WavFile.of(Voices.vowel(120, 16_000, 700), 16_000);
    Arrays.fill(file, 40, 44, (byte) 0xFF);

    try (WavPipe pipe = WavPipe.open(new ByteArrayInputStream(file))) {
      assertEquals(16_000, pipe.rate());
      int samples = 0;
      for (double[] block = pipe.read(); block.length > 0; block = pipe.read()) {
        samples += block.length;
      }
      assertEquals(16_000, samples);
    }
  }

  @Test
  void pipe_whatIsNoWav_isOneSentence() {
    byte[] text = "these are no samples".getBytes(StandardCharsets.US_ASCII);

    var refusal =
        assertThrows(
            MalformedDataSetException.class, () -> WavPipe.open(new ByteArrayInputStream(text)));

    assertEquals(
        "cannot read the standard input: it is no WAV file; write a WAV file into it, as arecord -t wav does",
        refusal.getMessage());
  }
}
