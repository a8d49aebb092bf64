package dev.winnow.edge.outbox;

import dev.winnow.core.Digest;
import dev.winnow.data.Capture;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.ForwardingCaptureStream;
import dev.winnow.data.UnreadableCaptureException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A stream without the captures that an earlier run has acknowledged, and, of a source that may
 * send one twice, those that are under way. Each capture's bytes are read here, to know it again,
 * and are in memory until it has been decoded; nothing is decoded of those that are passed over,
 * though its size counts them. Whoever closes it closes the stream too.
 */
public final class ResumedStream extends ForwardingCaptureStream {
  /** More than can be between here and the disk. */
  private static final int MOST_UNDER_WAY = 4096;

  private final Outbox outbox;
  private final Deque<Keyed> handedOut = new ArrayDeque<>();
  private final Set<CaptureKey> underWay = new LinkedHashSet<>();
  private byte[] lastBytes = {};
  private Digest lastDigest = Digest.of(lastBytes);
  private final AtomicLong passedOver = new AtomicLong();

  private record Keyed(CaptureId id, CaptureKey key) {}

  /**
   * @param outbox of the extractor and the source: another extractor asks about all again
   */
  public ResumedStream(CaptureStream captures, Outbox outbox) {
    super(captures);
    this.outbox = outbox;
  }

  /** How many captures were passed over so far. */
  public long passedOver() {
    return passedOver.get();
  }

  /**
   * The key of a capture that was handed out and could be read; asked for once each, in the order
   * of the stream.
   */
  public CaptureKey key(CaptureId id) {
    while (!handedOut.isEmpty()) {
      Keyed next = handedOut.remove();
      if (next.id.equals(id)) {
        return next.key;
      }
      // One that could not be read; a later run may try it again.
    }
    throw new IllegalStateException("a capture that was not handed out");
  }

  @Override
  public Optional<Capture> next() {
    return unknown(captures::next);
  }

  @Override
  public Optional<Capture> poll() {
    return unknown(captures::poll);
  }

  private Optional<Capture> unknown(Supplier<Optional<Capture>> each) {
    while (true) {
      Optional<Capture> next = each.get();
      if (next.isEmpty()) {
        return next;
      }
      Capture capture = next.get();
      byte[] bytes;
      try {
        bytes = capture.content().bytes();
      } catch (UnreadableCaptureException e) {
        return Optional.of(
            new Capture(
                capture.id(),
                capture.sample(),
                () -> {
                  throw e;
                }));
      }
      CaptureKey key = outbox.key(capture.id(), digest(bytes));
      if (!outbox.isKnown(key) && !isUnderWay(key)) {
        handedOut.add(new Keyed(capture.id(), key));
        return Optional.of(new Capture(capture.id(), capture.sample(), new Read(capture, bytes)));
      }
      passedOver.incrementAndGet();
    }
  }

  /** Whoever got no word in time sends a capture again, while it still waits here. */
  private boolean isUnderWay(CaptureKey key) {
    if (!captures.isUnbounded()) {
      return false;
    }
    boolean isNew = underWay.add(key);
    if (underWay.size() > MOST_UNDER_WAY) {
      underWay.remove(underWay.iterator().next());
    }
    return !isNew;
  }

  @Override
  public void close() {
    lastBytes = new byte[0];
    super.close();
  }

  /** Windows of one recording share its bytes, which are digested once. */
  private Digest digest(byte[] bytes) {
    if (bytes != lastBytes) {
      lastBytes = bytes;
      lastDigest = Digest.of(bytes);
    }
    return lastDigest;
  }

  /** Bytes that are at hand. */
  private static final class Read implements Capture.Content {
    private final Capture capture;
    private final byte[] read;

    Read(Capture capture, byte[] read) {
      this.capture = capture;
      this.read = read;
    }

    @Override
    public byte[] bytes() {
      return read;
    }

    @Override
    public int size(byte[] bytes) {
      return capture.content().size(bytes);
    }
  }
}
