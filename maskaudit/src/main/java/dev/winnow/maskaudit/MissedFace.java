package dev.winnow.maskaudit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.detection.Box;
import dev.winnow.image.Image;
import java.util.Locale;
import java.util.Optional;

/**
 * A face that the mask does not cover.
 *
 * @param judge that found it on the original
 * @param source file
 * @param seconds since the film's first frame; 0 on a still
 * @param box where it is
 * @param visible share of it that is to be seen
 * @param released that part of the frame that leaves; empty if enough others are kept
 */
record MissedFace(
    String judge,
    String source,
    double seconds,
    Box box,
    double visible,
    Optional<Image> released) {

  /** Where and when it was, for people. */
  String place() {
    return seconds > 0 ? String.format(Locale.ROOT, "%s at %.2f s", source, seconds) : source;
  }

  /** The JSON form, without the image. */
  ObjectNode toJson() {
    ObjectNode json = Json.object().put("judge", judge).put("source", source);
    json.put("seconds", seconds).put("visible", visible);
    json.put("left", box.left()).put("top", box.top());
    return json.put("width", box.width()).put("height", box.height());
  }

  /** A part of an image around a box. */
  static Image cut(Image image, Box box) {
    Box part = box.grown(0.6).clipped();
    int left = (int) (part.left() * image.width());
    int top = (int) (part.top() * image.height());
    int right = (int) Math.ceil(part.right() * image.width());
    int bottom = (int) Math.ceil(part.bottom() * image.height());
    left = Math.min(left, image.width() - 1);
    top = Math.min(top, image.height() - 1);
    return image.cropped(
        left,
        top,
        Math.max(1, Math.min(image.width(), right) - left),
        Math.max(1, Math.min(image.height(), bottom) - top));
  }
}
