package dev.winnow.voice;

import dev.winnow.data.MalformedDataSetException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/**
 * A microphone of this machine, as Java finds it. A driver that hangs is waited for {@link
 * #LONGEST_WAIT} at most, be it to open, to hear or to close.
 */
final class Microphone implements SoundSource {
  /** The last two are what most devices have. */
  private static final List<Integer> RATES = List.of(48_000, 44_100);

  private static final int BYTES = 2;
  private static final int BLOCKS_PER_SECOND = 50;

  /** 250 blocks: a wireless one may need some seconds before it begins. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final String GONE = "it gives no more sound; is it still connected?";

  private final String name;
  private final TargetDataLine line;
  private final DriverCalls driver;
  private volatile boolean closed;

  /**
   * @param name for people
   * @param line that hears
   * @param driver by which it is called
   */
  Microphone(String name, TargetDataLine line, DriverCalls driver) {
    this.name = name;
    this.line = line;
    this.driver = driver;
  }

  /**
   * Opens a microphone and lets it hear.
   *
   * @param device a part of its name; empty for the one that the system prefers
   * @param rate in samples per second, if the device has it
   * @throws MalformedDataSetException if there is none, somebody else uses it, or it does not open
   *     in time
   */
  static Microphone open(String device, int rate) {
    List<Integer> rates = new ArrayList<>(List.of(rate));
    rates.addAll(RATES);
    Optional<Mixer.Info> mixer = device.isEmpty() ? Optional.empty() : Optional.of(named(device));
    for (int each : rates) {
      AudioFormat format = new AudioFormat(each, 8 * BYTES, 1, true, false);
      if (isThere(mixer, format)) {
        return started(device, mixer, format);
      }
    }
    throw new MalformedDataSetException(
        "there is no microphone here%s; %s"
            .formatted(
                mixer.map(info -> " called " + info.getName()).orElse(""),
                "connect one, or give a file, dir:FOLDER, or - for a WAV from the standard input"));
  }

  private static Microphone started(String device, Optional<Mixer.Info> mixer, AudioFormat format) {
    DriverCalls driver = new DriverCalls(LONGEST_WAIT);
    try {
      TargetDataLine line = driver.call(() -> started(mixer, format));
      return new Microphone(VoiceProvider.MICROPHONE + device, line, driver);
    } catch (IOException e) {
      throw new MalformedDataSetException(
          "the microphone%s cannot be opened; %s"
              .formatted(
                  mixer.map(info -> " " + info.getName()).orElse(""),
                  e instanceof DriverCalls.LateException
                      ? "it did not answer for %s; connect it again".formatted(driver.limit())
                      : "somebody else may be using it, or this user may not"),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MalformedDataSetException("interrupted while the microphone was opened", e);
    }
  }

  private static TargetDataLine started(Optional<Mixer.Info> mixer, AudioFormat format)
      throws LineUnavailableException {
    TargetDataLine line =
        mixer.isPresent()
            ? AudioSystem.getTargetDataLine(format, mixer.get())
            : AudioSystem.getTargetDataLine(format);
    line.open(format);
    line.start();
    return line;
  }

  private static Mixer.Info named(String device) {
    List<Mixer.Info> all =
        Arrays.stream(AudioSystem.getMixerInfo())
            .filter(info -> AudioSystem.getMixer(info).getTargetLineInfo().length > 0)
            .toList();
    return all.stream()
        .filter(info -> info.getName().contains(device))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedDataSetException(
                    "there is no microphone called %s; there %s"
                        .formatted(
                            device,
                            all.isEmpty()
                                ? "is none here"
                                : "are " + all.stream().map(Mixer.Info::getName).toList())));
  }

  private static boolean isThere(Optional<Mixer.Info> mixer, AudioFormat format) {
    DataLine.Info info = new DataLine.Info(TargetDataLine.class, format);
    return mixer
        .map(named -> AudioSystem.getMixer(named).isLineSupported(info))
        .orElseGet(() -> AudioSystem.isLineSupported(info));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int rate() {
    return (int) line.getFormat().getSampleRate();
  }

  @Override
  public double[] read() throws IOException {
    byte[] bytes = new byte[BYTES * (rate() / BLOCKS_PER_SECOND)];
    int read = closed ? 0 : heard(bytes);
    if (closed) {
      return new double[0];
    }
    if (read < BYTES) {
      throw new IOException(GONE);
    }
    double[] samples = new double[read / BYTES];
    Arrays.setAll(samples, i -> ((bytes[2 * i] & 0xFF) | bytes[2 * i + 1] << 8) / 32_768.0);
    return samples;
  }

  private int heard(byte[] into) throws IOException {
    try {
      return driver.call(() -> line.read(into, 0, into.length));
    } catch (DriverCalls.LateException e) {
      throw new IOException(
          "it gave no sound for %s; is it still connected?".formatted(driver.limit()), e);
    } catch (IOException e) {
      // What a driver does whose device is gone is nowhere written.
      throw new IOException(GONE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", e);
    }
  }

  @Override
  public boolean isLossy() {
    return true;
  }

  @Override
  public void close() {
    closed = true;
    try {
      driver.call(this::released);
    } catch (IOException e) {
      // A device that is gone, or hangs, has no use for being closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean released() {
    line.stop();
    line.close();
    return true;
  }
}
