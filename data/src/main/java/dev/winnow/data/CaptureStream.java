package dev.winnow.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Captures one after the other: those of a folder or of a data set, or what a device records as
 * long as it runs.
 *
 * <p>For one consuming thread, which closes it. Nothing is decoded here, and no more than the
 * capture handed out need be in memory.
 */
public interface CaptureStream extends AutoCloseable {
  /** What is known about all captures: their modality at least, and a name for people. */
  DataCard card();

  /** How many captures there are in all; empty if nobody knows, or there is no end. */
  OptionalLong size();

  /** Whether captures that nobody takes in time are lost, since what records them cannot wait. */
  default boolean isLive() {
    return false;
  }

  /**
   * Whether captures come as something happens, so that the next one may be long in coming and
   * those before it are not to wait for it. Such a stream has {@link #awaitNext} and {@link #poll}
   * of its own.
   */
  default boolean isUnbounded() {
    return false;
  }

  /** The label columns that captures may have. */
  default List<String> columns() {
    return List.of();
  }

  /**
   * The distinct labels in a column, or in several joined by {@code +}, if they are known before
   * the captures are; none otherwise.
   */
  default List<String> classes(String column) {
    return List.of();
  }

  /** What lies beside the captures and is not read. */
  default LeftOut leftOut() {
    return LeftOut.NOTHING;
  }

  /**
   * The next capture; waits for it.
   *
   * @return empty once there are no more, and ever after
   * @throws MalformedDataSetException if the source cannot be read any further
   */
  Optional<Capture> next();

  /**
   * Waits until a capture is there.
   *
   * @return whether there is one; false once there are no more, and ever after
   * @throws MalformedDataSetException if the source cannot be read any further
   */
  default boolean awaitNext() {
    return true;
  }

  /**
   * The next capture if it is there; of a stream that is not {@linkplain #isUnbounded unbounded} as
   * {@link #next} does.
   *
   * @return empty if there is none at present
   * @throws MalformedDataSetException if the source cannot be read any further
   */
  default Optional<Capture> poll() {
    return next();
  }

  /** How many captures have been handed out to their end: a mark for {@link #settled}. */
  default long mark() {
    return 0;
  }

  /**
   * Tells that the captures handed out before a mark are dealt with, so that whoever sent them can
   * be told: their features are kept, or they could not be read.
   */
  default void settled(long mark) {
    // Most have nobody to tell.
  }

  /**
   * Lets an unbounded stream end behind the captures that have come so far. Any thread may call it,
   * as often as it likes.
   */
  default void stop() {
    // The others end by themselves.
  }

  /** Lets go of the source. Does nothing the second time. */
  @Override
  default void close() {}

  /**
   * Looks whether captures have labels in a column, or in several joined by {@code +}.
   *
   * @throws NoSuchColumnException if they have not
   */
  default void requireColumn(String column) {
    NoSuchColumnException.unlessAmong(columns(), column, card().name());
  }

  /**
   * The captures of {@code dir:FOLDER}, as {@link #ofFolder} has them, or of {@code set:FOLDER}, a
   * data set.
   *
   * @param modality of the captures to look for in a folder; a data set says its own
   * @return empty if the source is neither
   * @throws MalformedDataSetException if there is no such folder, or nothing in it
   */
  static Optional<CaptureStream> named(String source, Modality modality) {
    if (source.startsWith("dir:")) {
      return Optional.of(ofFolder(Path.of(source.substring("dir:".length())), modality));
    }
    return source.startsWith("set:")
        ? Optional.of(of(DataSet.open(Path.of(source.substring("set:".length())))))
        : Optional.empty();
  }

  /** All captures of a data set, in its order and with its labels. */
  static CaptureStream of(DataSet set) {
    return of(set, set.samples());
  }

  /** Some captures of a data set, in the order wanted and as often as wanted. */
  static CaptureStream of(DataSet set, List<Sample> samples) {
    return new DataSetStream(set, samples);
  }

  /**
   * All captures of a modality in a folder and the folders below it, in order of their paths,
   * without labels. Hidden files and what systems leave behind are passed over; what else is {@link
   * #leftOut left out} is known at once. One folder's names are in memory at a time, and those of
   * the folders around it.
   *
   * @throws MalformedDataSetException if there is no such folder, no such capture in it, or it
   *     cannot be listed
   */
  static CaptureStream ofFolder(Path folder, Modality modality) {
    return FolderStream.of(folder, modality);
  }
}
