package dev.winnow.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class WavFileTest {
  @Test
  void of_samples_isReadBackBySomeoneElse() throws Exception {
    byte[] file = WavFile.of(new double[] {0, 0.5, -1, 2}, 8000);

    try (AudioInputStream read = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
      ByteBuffer values = ByteBuffer.wrap(read.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      short[] samples = new short[4];
      values.asShortBuffer().get(samples);

      assertEquals(8000, read.getFormat().getSampleRate());
      assertEquals(1, read.getFormat().getChannels());
      // What is beyond 1 is cut off.
      assertArrayEquals(new short[] {0, 16384, -32767, 32767}, samples);
    }
  }
}
