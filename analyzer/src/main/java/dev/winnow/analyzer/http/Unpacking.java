package dev.winnow.analyzer.http;

import dev.winnow.wire.Limits;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.CompositeByteBuf;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Unpacks what came, within limits of size, of the ratio of sizes and of everybody's memory. */
final class Unpacking {
  /** How many times larger than packed it may be, beyond {@link #ANYWAY}. */
  private static final int RATIO = 100;

  /** Bytes that are unpacked whatever the ratio: a feature that is all zeros packs well. */
  private static final int ANYWAY = 4 << 20;

  private static final int STEP = 64 << 10;

  private Unpacking() {}

  /**
   * Unpacks what came. The caller releases what comes back; what was packed stays as it was.
   *
   * @throws RefusedBodyException if it is damaged or exceeds a limit
   */
  static ByteBuf unpacked(
      ByteBuf packed, Encoding encoding, ByteBufAllocator memory, MemoryBudget.Share share) {
    CompositeByteBuf whole = memory.compositeBuffer(Integer.MAX_VALUE);
    long most = Math.max(ANYWAY, (long) RATIO * packed.readableBytes());
    boolean done = false;
    try (InputStream in = stream(packed.duplicate(), encoding)) {
      for (ByteBuf step = next(in, memory); step.isReadable(); step = next(in, memory)) {
        int read = step.readableBytes();
        whole.addComponent(true, step);
        require(whole.readableBytes() <= Limits.BODY_BYTES, tooLarge());
        require(whole.readableBytes() <= most, tooDense());
        require(share.take(read), tooMuch());
      }
      done = true;
      return whole;
    } catch (ZipException | EOFException e) {
      throw new RefusedBodyException(damaged(encoding));
    } catch (IOException e) {
      throw new IllegalStateException("reading memory does not fail", e);
    } finally {
      if (!done) {
        whole.release();
      }
    }
  }

  /** The next piece, empty at the end; whoever gets it releases it. */
  private static ByteBuf next(InputStream in, ByteBufAllocator memory) throws IOException {
    ByteBuf step = memory.directBuffer(STEP);
    try {
      boolean ended = false;
      while (step.isWritable() && !ended) {
        ended = step.writeBytes(in, step.writableBytes()) < 0;
      }
      return step;
    } catch (IOException | RuntimeException e) {
      step.release();
      throw e;
    }
  }

  private static InputStream stream(ByteBuf packed, Encoding encoding) throws IOException {
    InputStream in = new ByteBufInputStream(packed);
    return switch (encoding) {
      case GZIP -> new GZIPInputStream(in, STEP);
      case DEFLATE -> new InflaterInputStream(in);
    };
  }

  private static void require(boolean condition, ErrorStatus otherwise) {
    if (!condition) {
      throw new RefusedBodyException(otherwise);
    }
  }

  static ErrorStatus tooLarge() {
    return new ErrorStatus(
        413,
        Status.Code.RESOURCE_EXHAUSTED,
        "the message is larger than %d bytes; send fewer rows at once"
            .formatted(Limits.BODY_BYTES));
  }

  private static ErrorStatus tooDense() {
    return new ErrorStatus(
        413,
        Status.Code.RESOURCE_EXHAUSTED,
        "the message unpacks to more than %d times its size; send it unpacked".formatted(RATIO));
  }

  static ErrorStatus tooMuch() {
    return ErrorStatus.later(
        503, Status.Code.RESOURCE_EXHAUSTED, "too much is being sent at once; try again later");
  }

  private static ErrorStatus damaged(Encoding encoding) {
    return new ErrorStatus(
        400,
        Status.Code.INVALID_ARGUMENT,
        "the message is not packed as %s, though its headers say so"
            .formatted(encoding.toString().toLowerCase(Locale.ROOT)));
  }
}
