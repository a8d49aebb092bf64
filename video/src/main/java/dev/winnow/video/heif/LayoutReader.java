package dev.winnow.video.heif;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;

import dev.winnow.data.DamagedCaptureException;
import dev.winnow.video.UprightTurn;
import java.awt.Rectangle;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;

/**
 * Finds the primary picture among what FFmpeg made of a file: each coded picture is a stream of its
 * own, and a grid of tiles is a group of streams.
 */
final class LayoutReader {
  private LayoutReader() {}

  /**
   * The layout of the primary picture.
   *
   * @throws DamagedCaptureException if there is none, or it makes no sense
   */
  static StillLayout layout(AVFormatContext format) throws DamagedCaptureException {
    for (int i = 0; i < format.nb_stream_groups(); i++) {
      AVStreamGroup group = format.stream_groups(i);
      if (group.type() == AV_STREAM_GROUP_PARAMS_TILE_GRID && isPrimary(group.disposition())) {
        return grid(group, group.params_tile_grid());
      }
    }
    for (int i = 0; i < format.nb_streams(); i++) {
      if (isPrimary(format.streams(i).disposition())) {
        return single(format.streams(i));
      }
    }
    throw new DamagedCaptureException("it has no picture that can be read");
  }

  private static boolean isPrimary(int disposition) {
    return (disposition & AV_DISPOSITION_DEFAULT) != 0;
  }

  private static StillLayout single(AVStream stream) throws DamagedCaptureException {
    AVCodecParameters coded = stream.codecpar();
    Rectangle place = new Rectangle(coded.width(), coded.height());
    AVPacketSideData extras = coded.coded_side_data();
    int count = coded.nb_coded_side_data();
    return StillLayout.of(
        numbers(extras, count, AV_PKT_DATA_FRAME_CROPPING, 4)
            .map(edges -> cropped(place, edges))
            .orElse(place),
        turn(extras, count),
        List.of(new StillLayout.Tile(stream.index(), place)));
  }

  private static StillLayout grid(AVStreamGroup group, AVStreamGroupTileGrid grid)
      throws DamagedCaptureException {
    List<StillLayout.Tile> tiles = new ArrayList<>();
    for (int i = 0; i < grid.nb_tiles(); i++) {
      AVStream stream = group.streams(grid.offsets_idx(i));
      AVCodecParameters coded = stream.codecpar();
      tiles.add(
          new StillLayout.Tile(
              stream.index(),
              new Rectangle(
                  grid.offsets_horizontal(i),
                  grid.offsets_vertical(i),
                  coded.width(),
                  coded.height())));
    }
    Rectangle window =
        new Rectangle(
            grid.horizontal_offset(), grid.vertical_offset(), grid.width(), grid.height());
    AVPacketSideData extras = grid.coded_side_data();
    return StillLayout.of(window, turn(extras, grid.nb_coded_side_data()), tiles);
  }

  /** What is left between how much is to be cut off above, below, on the left, on the right. */
  private static Rectangle cropped(Rectangle whole, IntBuffer edges) {
    return new Rectangle(
            edges.get(2),
            edges.get(0),
            whole.width - edges.get(2) - edges.get(3),
            whole.height - edges.get(0) - edges.get(1))
        .intersection(whole);
  }

  private static UprightTurn turn(AVPacketSideData extras, int count)
      throws DamagedCaptureException {
    Optional<IntBuffer> matrix = numbers(extras, count, AV_PKT_DATA_DISPLAYMATRIX, 9);
    return matrix.isPresent() ? UprightTurn.of(matrix.get()) : UprightTurn.NONE;
  }

  /** The numbers of one kind of extra data; empty if there is none, or too little. */
  private static Optional<IntBuffer> numbers(
      AVPacketSideData extras, int count, int kind, int needed) {
    AVPacketSideData found = count == 0 ? null : av_packet_side_data_get(extras, count, kind);
    return found == null || found.isNull() || found.size() < 4L * needed
        ? Optional.empty()
        : Optional.of(
            found
                .data()
                .capacity(4L * needed)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asIntBuffer());
  }
}
