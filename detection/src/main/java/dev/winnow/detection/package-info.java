/**
 * Object detectors given as ONNX: where on an image are faces, persons, lines of text.
 *
 * <p>In flows an {@link dev.winnow.image.Image}. It is scaled to the size that the network takes,
 * the network runs, and its outputs are decoded as the authors of its {@link
 * dev.winnow.detection.DetectorFamily} do, which is read off the outputs' shapes. Out flow {@link
 * dev.winnow.detection.DetectedObject}s: {@link dev.winnow.detection.Box}es in shares of the image,
 * of which {@link dev.winnow.detection.NonMaximumSuppression} has left one per object. {@link
 * dev.winnow.detection.OnnxDetector} is the way in; {@link dev.winnow.detection.TiledDetector}
 * looks at parts of large images too, {@link dev.winnow.detection.JoinedDetector} asks several.
 *
 * <p>Who covers what is found must not mistake a broken network for an image with nobody on it: an
 * output that is no number is a {@link dev.winnow.detection.MalformedDetectionException}, never an
 * empty list. How good a detector is on labelled images, {@link
 * dev.winnow.detection.AveragePrecision} says.
 */
@NullMarked
package dev.winnow.detection;

import org.jspecify.annotations.NullMarked;
