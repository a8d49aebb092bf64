package dev.winnow.video;

import dev.winnow.core.WinnowException;
import dev.winnow.video.io.IoDeadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds a source again and again, in one thread; another one closes it. */
final class LiveConnection {
  private final SourceAddress address;
  private final Duration timeout;
  private final Consumer<LiveStatistics> listener;
  private final BackOff backOff;
  private final List<SoundTrack> sound;
  private final List<SoundTrack.Chunk> heard = new ArrayList<>();
  private final LiveTimes times = new LiveTimes(System::nanoTime);
  private IoDeadline deadline = new IoDeadline();
  private @Nullable FrameSource source;
  private @Nullable VideoInput ready;
  private boolean isClosed;

  /** After the end of a file, until it is played again. */
  private long gap;

  LiveConnection(
      SourceAddress address,
      Duration timeout,
      Consumer<LiveStatistics> listener,
      BackOff backOff,
      List<SoundTrack> sound) {
    this.sound = List.copyOf(sound);
    this.address = address;
    this.timeout = timeout;
    this.listener = listener;
    this.backOff = backOff;
  }

  /** Reads until this is closed. */
  void run(NewestFrame frames) {
    while (true) {
      String trouble;
      heard.clear();
      try (VideoInput input = opened()) {
        trouble = read(input, frames);
      } catch (WinnowException e) {
        trouble = e.getMessage();
      } catch (RuntimeException | OutOfMemoryError e) {
        trouble = "cannot read %s: %s".formatted(address.shown(), e.getClass().getSimpleName());
      }
      if (isClosed()) {
        return;
      }
      if (trouble.isEmpty()) {
        frames.pause(gap);
      } else {
        tell(frames.lost(trouble));
        frames.pause(backOff.next().toNanos());
        frames.soughtAgain();
      }
    }
  }

  /** The first connection is there already; called before the thread runs. */
  void beginWith(VideoInput opened) {
    ready = opened;
    source = opened;
  }

  private VideoInput opened() {
    VideoInput first = ready;
    ready = null;
    return first != null
        ? first
        : VideoInput.open(address, timeout, renewed(), SoundTrack.Listener.of(sound, heard::add));
  }

  /** Until its end; says what is wrong about that. */
  private String read(VideoInput input, NewestFrame frames) {
    FrameSource paced = input.isLive() ? input : PacedSource.of(input);
    if (!isToClose(paced)) {
      return "";
    }
    double rate = input.format().rate();
    gap = (long) (1e9 / (rate > 0 ? rate : 1));
    tell(frames.found(input.format()));
    times.begin();
    long damaged = 0;
    while (true) {
      Optional<VideoFrame> frame = paced.next();
      if (frame.isEmpty()) {
        return input.isLive() ? address.shown() + " ended" : "";
      }
      long all = input.damaged();
      frames.put(new VideoFrame(frame.get().image(), times.of(frame.get().time())), all - damaged);
      pass();
      damaged = all;
      backOff.reset();
    }
  }

  /** Hands on what was heard up to here, at its time among all connections. */
  private void pass() {
    for (SoundTrack.Chunk chunk : heard) {
      SoundTrack.Chunk timed = chunk.at(times.beside(chunk.time()));
      sound.forEach(track -> track.put(timed));
    }
    heard.clear();
  }

  /** A listener that fails is its owner's affair, told as of any thread, and ends nothing. */
  private void tell(LiveStatistics statistics) {
    try {
      listener.accept(statistics);
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  private synchronized IoDeadline renewed() {
    deadline = new IoDeadline();
    if (isClosed) {
      deadline.stop();
    }
    return deadline;
  }

  private synchronized boolean isToClose(FrameSource opened) {
    source = opened;
    return !isClosed;
  }

  private synchronized boolean isClosed() {
    source = null;
    return isClosed;
  }

  /** Ends every wait for the source. */
  void close() {
    FrameSource open;
    synchronized (this) {
      isClosed = true;
      deadline.stop();
      open = source;
    }
    if (open != null) {
      open.close();
    }
  }
}
