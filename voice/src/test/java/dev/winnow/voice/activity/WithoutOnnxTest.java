package dev.winnow.voice.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.audio.RecordingReader;
import dev.winnow.audio.WavFile;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.Digest;
import dev.winnow.voice.RecordingDisguise;
import dev.winnow.voice.VoiceMethod;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voice.VoiceSettings;
import dev.winnow.voice.dsp.Voices;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** A node whose machine has no ONNX Runtime disguises voices all the same, without a detector. */
class WithoutOnnxTest {
  /** Loads this module anew, and nothing of ONNX. */
  private static final class Barren extends ClassLoader {
    Barren() {
      super(WithoutOnnxTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("dev.winnow.onnx.") || name.startsWith("ai.onnx")) {
        throw new ClassNotFoundException(name);
      } else if (!name.startsWith("dev.winnow.voice.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? defined(name) : loaded;
      }
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** How many samples leave of a second of a vowel. */
  public static final class Disguising implements Callable<Integer> {
    /** For the class loader. */
    public Disguising() {}

    @Override
    public Integer call() throws Exception {
      VoicePackage voice =
          VoicePackage.of(VoiceSettings.withDefaults(VoiceMethod.PITCH_FORMANT), 16_000, 4);
      byte[] wav = WavFile.of(Voices.vowel(120, 16_000, 700), 16_000);
      try (RecordingDisguise disguise = RecordingDisguise.of(voice, new Random(1))) {
        return disguise
            .released(new RecordingReader().read(wav), Optional.empty())
            .orElseThrow()
            .length;
      }
    }
  }

  /** The same with a detector. */
  public static final class Detecting implements Callable<Integer> {
    /** For the class loader. */
    public Detecting() {}

    @Override
    public Integer call() {
      var part =
          new CaptureFilter.Part(
              "vad.onnx", Digest.of(new byte[0]), Map.of("family", "silero", "threshold", "0.5"));
      SpeechDetector.of(part, new byte[0]).open(16_000).close();
      return 0;
    }
  }

  private static Object call(Class<?> program) throws Exception {
    Class<?> anew = new Barren().loadClass(program.getName());
    return ((Callable<?>) anew.getConstructor().newInstance()).call();
  }

  @Test
  void released_withoutADetector_needsNoOnnx() throws Exception {
    assertEquals(new Disguising().call(), call(Disguising.class));
  }

  /** Otherwise the test above would say nothing. */
  @Test
  void open_detector_needsOnnx() {
    assertThrows(NoClassDefFoundError.class, () -> call(Detecting.class));
  }
}
