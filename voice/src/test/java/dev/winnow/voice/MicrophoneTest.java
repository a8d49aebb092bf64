package dev.winnow.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.data.MalformedDataSetException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MicrophoneTest {
  /** A line that gives these bytes, and then none, as Java's do once the device is gone. */
  private static TargetDataLine line(byte[]... blocks) {
    Deque<byte[]> left = new ArrayDeque<>(List.of(blocks));
    return (TargetDataLine)
        Proxy.newProxyInstance(
            MicrophoneTest.class.getClassLoader(),
            new Class<?>[] {TargetDataLine.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getFormat" -> new AudioFormat(16_000, 16, 1, true, false);
                  case "read" -> {
                    byte[] next = left.isEmpty() ? new byte[0] : left.remove();
                    System.arraycopy(next, 0, (byte[]) arguments[0], 0, next.length);
                    yield next.length;
                  }
                  default -> null;
                });
  }

  /** Of a driver that answers at once. */
  private static Microphone microphone(TargetDataLine line) {
    return new Microphone("mic:", line, new DriverCalls(Microphone.LONGEST_WAIT));
  }

  /** A line of which no call but for its format ever returns. */
  private static TargetDataLine hanging() {
    return (TargetDataLine)
        Proxy.newProxyInstance(
            MicrophoneTest.class.getClassLoader(),
            new Class<?>[] {TargetDataLine.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getFormat")) {
                return new AudioFormat(16_000, 16, 1, true, false);
              }
              CountDownLatch never = new CountDownLatch(1);
              while (true) {
                try {
                  never.await();
                } catch (InterruptedException e) {
                  // A driver does not care.
                }
              }
            });
  }

  private static Microphone impatient() {
    return new Microphone("mic:USB", hanging(), new DriverCalls(Duration.ofMillis(20)));
  }

  @Test
  void read_samplesOf16Bits_countFromMinusOne() throws IOException {
    Microphone microphone = microphone(line(new byte[] {0, (byte) 0x80, 0, 0x40}));

    assertEquals(16_000, microphone.rate());
    assertArrayEquals(new double[] {-1, 0.5}, microphone.read());
  }

  @Test
  void read_deviceThatIsGone_isSaid() {
    IOException gone = assertThrows(IOException.class, () -> microphone(line()).read());

    assertEquals("it gives no more sound; is it still connected?", gone.getMessage());
  }

  /** Half a sample is none; what was heard before it counts. */
  @Test
  void read_deviceThatGoesWithinABlock_givesWhatItHeardBefore() throws IOException {
    Microphone microphone = microphone(line(new byte[] {0, 0x40, 7}, new byte[] {1}));

    assertArrayEquals(new double[] {0.5}, microphone.read());
    assertThrows(IOException.class, microphone::read);
  }

  @Test
  void read_driverThatThrows_isTheSameSentence() {
    TargetDataLine broken =
        (TargetDataLine)
            Proxy.newProxyInstance(
                MicrophoneTest.class.getClassLoader(),
                new Class<?>[] {TargetDataLine.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("getFormat")) {
                    return new AudioFormat(16_000, 16, 1, true, false);
                  }
                  throw new IllegalStateException("line 7: 0x4f12");
                });

    IOException gone = assertThrows(IOException.class, () -> microphone(broken).read());

    assertEquals("it gives no more sound; is it still connected?", gone.getMessage());
  }

  @Test
  void read_closed_ends() throws IOException {
    Microphone microphone = microphone(line());
    microphone.close();

    assertEquals(0, microphone.read().length);
  }

  @Test
  void read_driverThatNeverReturns_isGivenUpInOneSentence() {
    IOException late = assertThrows(IOException.class, () -> impatient().read());

    assertEquals("it gave no sound for 20 ms; is it still connected?", late.getMessage());
  }

  /** As whoever runs the edge meets it: the stream ends with that sentence, and can be closed. */
  @Test
  void next_driverThatNeverReturns_endsTheRun() {
    VoicePackage voice = VoicePackage.of(VoiceSettings.withDefaults(VoiceMethod.PITCH), 16_000, 2);
    try (LiveUtterances live =
        LiveUtterances.start(
            impatient(),
            OpenedVoice.of(voice, new Random(1)),
            new ReleasedWav("pitch", 16_000, Optional.empty()))) {
      var failure = assertThrows(MalformedDataSetException.class, live::next);

      assertEquals(
          "cannot hear mic:USB any further: it gave no sound for 20 ms; is it still connected?",
          failure.getMessage());
    }
  }
}
