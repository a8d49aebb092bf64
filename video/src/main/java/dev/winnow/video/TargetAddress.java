package dev.winnow.video;

import java.util.Locale;
import java.util.Map;

/**
 * Where a video goes to.
 *
 * @param target as it was given, perhaps with a password: never to be shown
 * @param location what FFmpeg opens
 * @param muxer how FFmpeg calls the format
 * @param encoder how FFmpeg calls the codec
 * @param options of the format and the protocol
 */
record TargetAddress(
    String target, String location, String muxer, String encoder, Map<String, String> options) {
  /** H.264, from the build of Cisco's OpenH264 in FFmpeg's LGPL build. */
  private static final String H264 = "libopenh264";

  private static final String VP8 = "libvpx";

  /** In fragments from key frame to key frame, so that what is written plays without an end. */
  private static final Map<String, String> FRAGMENTS =
      Map.of("movflags", "frag_keyframe+empty_moov+default_base_moof");

  /** As many whole packets of MPEG-TS as pass through any network. */
  private static final Map<String, String> DATAGRAMS = Map.of("pkt_size", "1316");

  /**
   * Reads an address.
   *
   * @throws UnwritableVideoException if its scheme or its ending is none of those that are written
   */
  static TargetAddress of(String target) {
    String lower = target.toLowerCase(Locale.ROOT);
    if (lower.startsWith("rtsp://")) {
      return new TargetAddress(target, target, "rtsp", H264, Map.of("rtsp_transport", "tcp"));
    }
    if (lower.startsWith("udp://")) {
      return new TargetAddress(target, target, "mpegts", H264, DATAGRAMS);
    }
    if (lower.startsWith("tcp://")) {
      return new TargetAddress(target, target, "mpegts", H264, Map.of());
    }
    if (lower.contains("://")) {
      throw new UnwritableVideoException(
          StreamName.of(target), "rtsp, udp and tcp are written, and files");
    }
    String file = "file:" + target;
    return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
      case "mp4", "m4v" -> new TargetAddress(target, file, "mp4", H264, FRAGMENTS);
      case "mkv" -> new TargetAddress(target, file, "matroska", H264, Map.of());
      case "webm" -> new TargetAddress(target, file, "webm", VP8, Map.of());
      case "ts" -> new TargetAddress(target, file, "mpegts", H264, Map.of());
      default ->
          throw new UnwritableVideoException(
              StreamName.of(target), "let it end in .mp4, .mkv, .webm or .ts");
    };
  }

  /** How FFmpeg calls the codec of sound: Opus, which WebM wants, or AAC. */
  String soundEncoder() {
    return muxer.equals("webm") ? "libopus" : "aac";
  }

  /** As messages may show it. */
  String shown() {
    return StreamName.of(target);
  }
}
