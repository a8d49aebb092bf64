package dev.winnow.edge.source;

import dev.winnow.core.Digest;
import dev.winnow.core.concurrent.DaemonThreads;
import dev.winnow.data.CaptureFiles;
import dev.winnow.data.DataCard;
import dev.winnow.data.Folders;
import dev.winnow.data.ForwardingCaptureStream;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Modality;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The captures of a folder and the folders below it, and those that appear there, each once it is
 * whole. A file that is written anew is another capture.
 *
 * <p>The system tells what happens; since it may lose some of it, and tells nothing of what other
 * machines do to a network's folder, all is looked through again from time to time. What is
 * remembered of files that were taken is eight bytes of each that is still there.
 */
final class WatchedFolder extends ForwardingCaptureStream {
  private static final int HEAD = 64;

  /** Looked through so often where the system cannot tell what happens. */
  private static final Duration UNTOLD = Duration.ofSeconds(5);

  /** A file whose last bytes came one after the other no slower than this is whole. */
  private static final Pace USUAL = new Pace(Duration.ofSeconds(2), Duration.ofMinutes(1));

  private final Path folder;
  private final String name;
  private final Modality modality;
  private final CaptureQueue queue;
  private final WatchService watcher;
  private final InstantSource clock = InstantSource.system();
  private final Thread thread = new DaemonThreads("winnow-watch").newThread(this::watch);

  /** Of the watching thread alone, as is all that follows. */
  private final SettlingFiles settling;

  private Duration rescan;
  private Set<Long> taken = new HashSet<>();

  /**
   * How things are watched.
   *
   * @param quiet how long a file must not have changed to be whole
   * @param rescan after which all is looked through again
   */
  record Pace(Duration quiet, Duration rescan) {}

  private WatchedFolder(Path folder, String name, Modality modality, CaptureQueue queue, Pace pace)
      throws IOException {
    super(queue);
    this.folder = folder;
    this.name = name;
    this.modality = modality;
    this.queue = queue;
    this.rescan = pace.rescan;
    this.settling = new SettlingFiles(pace.quiet);
    this.watcher = folder.getFileSystem().newWatchService();
  }

  /**
   * Begins to watch.
   *
   * @param name of the source, in front of each capture's
   * @throws MalformedDataSetException if there is no such folder, or it cannot be watched
   */
  static WatchedFolder open(Path folder, String name, Modality modality) {
    return open(folder, name, modality, USUAL);
  }

  static WatchedFolder open(Path folder, String name, Modality modality, Pace pace) {
    if (!Files.isDirectory(folder)) {
      throw new MalformedDataSetException(
          "there is no folder %s to watch; make it or name another one".formatted(folder));
    }
    CaptureQueue queue = CaptureQueue.of(DataCard.of(Folders.name(folder), modality.kind()));
    try {
      WatchedFolder opened = new WatchedFolder(folder, name, modality, queue, pace);
      opened.thread.start();
      return opened;
    } catch (IOException e) {
      throw new MalformedDataSetException(
          "the system lets nobody watch %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  @Override
  public void stop() {
    super.stop();
    thread.interrupt();
  }

  @Override
  public void close() {
    super.close();
    thread.interrupt();
    try {
      watcher.close();
    } catch (IOException e) {
      // Nothing depends on it any more.
    }
  }

  private void watch() {
    try {
      scan(folder);
      Instant next = clock.instant().plus(rescan);
      while (!queue.isStopped()) {
        takeWhole();
        WatchKey key = watcher.poll(millisUntil(next), TimeUnit.MILLISECONDS);
        if (key != null) {
          see(key);
        }
        if (!clock.instant().isBefore(next)) {
          scan(folder);
          next = clock.instant().plus(rescan);
        }
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      // Told to stop.
    } catch (IOException e) {
      queue.fail(gone(e));
    } catch (MalformedDataSetException e) {
      queue.fail(e);
    }
  }

  private long millisUntil(Instant scan) {
    Instant next = settling.next().filter(scan::isAfter).orElse(scan);
    return Math.max(1, Duration.between(clock.instant(), next).toMillis());
  }

  private MalformedDataSetException gone(IOException cause) {
    return new MalformedDataSetException(
        "the folder %s cannot be watched any more; mount or make it again and start anew"
            .formatted(folder),
        cause);
  }

  /** Looks at all files below a folder, and watches the folders. */
  private void scan(Path root) throws IOException {
    Map<Path, SettlingFiles.Stamp> files = FolderScan.files(root, this::register);
    Instant now = clock.instant();
    files.forEach(
        (file, stamp) -> look(file, stamp, !stamp.modified().plus(settling.quiet()).isAfter(now)));
    if (root.equals(folder)) {
      Set<Long> there = new HashSet<>();
      files.forEach((file, stamp) -> there.add(fingerprint(relative(file), stamp)));
      there.retainAll(taken);
      taken = there;
    }
  }

  private void register(Path entered) {
    try {
      entered.register(
          watcher,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
    } catch (IOException e) {
      // Too many folders for the system, or one that is gone already.
      rescan = rescan.compareTo(UNTOLD) > 0 ? UNTOLD : rescan;
    }
  }

  /**
   * Looks at what has happened in a folder. A file that appears right behind another one's
   * vanishing is that one under another name, so that it is whole.
   */
  private void see(WatchKey key) throws IOException {
    Path where = (Path) key.watchable();
    boolean hasVanished = false;
    boolean wasLost = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      boolean isRenamed = hasVanished && event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE);
      hasVanished = event.kind().equals(StandardWatchEventKinds.ENTRY_DELETE);
      wasLost |= event.kind().equals(StandardWatchEventKinds.OVERFLOW);
      if (event.context() instanceof Path what) {
        see(where.resolve(what), isRenamed);
      }
    }
    if (!key.reset() && where.equals(folder)) {
      throw gone(new IOException("it is gone"));
    }
    if (wasLost) {
      scan(folder);
    }
  }

  private void see(Path path, boolean isRenamed) throws IOException {
    if (FolderScan.passesOver(path)) {
      return;
    }
    if (Files.isDirectory(path)) {
      try {
        scan(path);
      } catch (IOException e) {
        // It has gone again, or nobody may list it.
      }
    } else {
      stamp(path)
          .ifPresentOrElse(
              stamp -> look(path, stamp, isRenamed), () -> settling.forget(relative(path)));
    }
  }

  private void look(Path path, SettlingFiles.Stamp stamp, boolean isWhole) {
    String file = relative(path);
    if (!taken.contains(fingerprint(file, stamp))) {
      settling.look(file, stamp, clock.instant(), isWhole);
    }
  }

  /** Hands over the files that are whole, those that have not changed since they were found so. */
  private void takeWhole() throws InterruptedException {
    for (String file : settling.whole(clock.instant())) {
      Path path = folder.resolve(file);
      Optional<SettlingFiles.Stamp> stamp = stamp(path);
      if (stamp.isPresent() && !stamp.equals(settling.stamp(file))) {
        settling.look(file, stamp.get(), clock.instant(), false);
        continue;
      }
      settling.forget(file);
      if (stamp.isPresent()) {
        taken.add(fingerprint(file, stamp.get()));
        if (isCapture(path)) {
          queue.put(
              new Arrival(name + "/" + file, Optional.empty(), 0, () -> CaptureFiles.bytes(path)));
        }
      }
    }
  }

  private boolean isCapture(Path file) {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    } catch (IOException e) {
      head = new byte[0];
    }
    return modality.kindOf(String.valueOf(file.getFileName()), head).isCapture();
  }

  private static Optional<SettlingFiles.Stamp> stamp(Path file) {
    try {
      var seen = Files.readAttributes(file, BasicFileAttributes.class);
      return seen.isRegularFile() ? Optional.of(FolderScan.stamp(seen)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String relative(Path file) {
    return Folders.portable(folder.relativize(file));
  }

  private static long fingerprint(String file, SettlingFiles.Stamp stamp) {
    String what = file + "\0" + stamp.bytes() + "\0" + stamp.modified();
    String hex = Digest.of(what.getBytes(StandardCharsets.UTF_8)).text();
    int from = hex.indexOf(':') + 1;
    return Long.parseUnsignedLong(hex.substring(from, from + 16), 16);
  }
}
