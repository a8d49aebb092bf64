package dev.winnow.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.Test;

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

  @Test
  void read_samplesOf16Bits_countFromMinusOne() throws IOException {
    Microphone microphone = new Microphone("mic:", line(new byte[] {0, (byte) 0x80, 0, 0x40}));

    assertEquals(16_000, microphone.rate());
    assertArrayEquals(new double[] {-1, 0.5}, microphone.read());
  }

  @Test
  void read_deviceThatIsGone_isSaid() {
    IOException gone = assertThrows(IOException.class, () -> new Microphone("mic:", line()).read());

    assertEquals("it gives no more sound; is it still connected?", gone.getMessage());
  }

  /** Half a sample is none; what was heard before it counts. */
  @Test
  void read_deviceThatGoesWithinABlock_givesWhatItHeardBefore() throws IOException {
    Microphone microphone = new Microphone("mic:", line(new byte[] {0, 0x40, 7}, new byte[] {1}));

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

    IOException gone = assertThrows(IOException.class, () -> new Microphone("mic:", broken).read());

    assertEquals("it gives no more sound; is it still connected?", gone.getMessage());
  }

  @Test
  void read_closed_ends() throws IOException {
    Microphone microphone = new Microphone("mic:", line());
    microphone.close();

    assertEquals(0, microphone.read().length);
  }
}
