package dev.winnow.voice;

import dev.winnow.data.MalformedDataSetException;
import java.io.IOException;
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

/** A microphone of this machine, as Java finds it. */
final class Microphone implements SoundSource {
  /** The last two are what most devices have. */
  private static final List<Integer> RATES = List.of(48_000, 44_100);

  private static final int BYTES = 2;
  private static final String GONE = "it gives no more sound; is it still connected?";

  private final String name;
  private final TargetDataLine line;
  private volatile boolean closed;

  Microphone(String name, TargetDataLine line) {
    this.name = name;
    this.line = line;
  }

  /**
   * Opens a microphone and lets it hear.
   *
   * @param device a part of its name; empty for the one that the system prefers
   * @param rate in samples per second, if the device has it
   * @throws MalformedDataSetException if there is none, or somebody else uses it
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
    try {
      TargetDataLine line =
          mixer.isPresent()
              ? AudioSystem.getTargetDataLine(format, mixer.get())
              : AudioSystem.getTargetDataLine(format);
      line.open(format);
      line.start();
      return new Microphone(VoiceProvider.MICROPHONE + device, line);
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      throw new MalformedDataSetException(
          "the microphone%s cannot be opened; somebody else may be using it, or this user may not"
              .formatted(mixer.map(info -> " " + info.getName()).orElse("")),
          e);
    }
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
    byte[] bytes = new byte[BYTES * (rate() / 50)];
    int read = heard(bytes);
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
      return line.read(into, 0, into.length);
    } catch (RuntimeException e) {
      // What a driver does whose device is gone is nowhere written.
      throw new IOException(GONE, e);
    }
  }

  @Override
  public boolean isLossy() {
    return true;
  }

  @Override
  public void close() {
    closed = true;
    line.stop();
    line.close();
  }
}
