package dev.winnow.video;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import javax.imageio.stream.ImageInputStream;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * What FFmpeg reads instead of a file: the bytes of an open stream. Whoever opens it closes it,
 * after everything that reads from it; the stream stays open.
 */
public final class StreamInput implements AutoCloseable {
  private static final int BUFFER = 1 << 15;

  /** JavaCPP was built for ten functions of a kind at a time. */
  private static final Semaphore FUNCTIONS = new Semaphore(10);

  private final Reads reads;
  private final Seeks seeks;
  private final AVIOContext context;

  /**
   * Lends a stream to FFmpeg.
   *
   * @param stream read from wherever it stands
   */
  public StreamInput(ImageInputStream stream) {
    FUNCTIONS.acquireUninterruptibly();
    reads = new Reads(stream);
    seeks = new Seeks(stream);
    context =
        avio_alloc_context(new BytePointer(av_malloc(BUFFER)), BUFFER, 0, null, reads, null, seeks);
  }

  /** What FFmpeg takes in place of a file. */
  public AVIOContext context() {
    return context;
  }

  @Override
  public void close() {
    av_free(context.buffer());
    avio_context_free(context);
    reads.close();
    seeks.close();
    FUNCTIONS.release();
  }

  private static final class Reads extends Read_packet_Pointer_BytePointer_int {
    private final ImageInputStream stream;
    private final byte[] chunk = new byte[BUFFER];

    Reads(ImageInputStream stream) {
      this.stream = stream;
    }

    @Override
    public int call(Pointer opaque, BytePointer into, int size) {
      try {
        int read = stream.read(chunk, 0, Math.min(size, chunk.length));
        if (read <= 0) {
          return AVERROR_EOF();
        }
        into.put(chunk, 0, read);
        return read;
      } catch (IOException | RuntimeException e) {
        return AVERROR_EXTERNAL();
      }
    }
  }

  private static final class Seeks extends Seek_Pointer_long_int {
    private final ImageInputStream stream;

    Seeks(ImageInputStream stream) {
      this.stream = stream;
    }

    /** From the start or, with {@code SEEK_CUR} and {@code SEEK_END}, from elsewhere. */
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      try {
        if (whence == AVSEEK_SIZE) {
          return stream.length();
        }
        long from =
            switch (whence & 3) {
              case 1 -> stream.getStreamPosition();
              case 2 -> stream.length();
              default -> 0;
            };
        stream.seek(from + offset);
        return from + offset;
      } catch (IOException | RuntimeException e) {
        return AVERROR_EXTERNAL();
      }
    }
  }
}
