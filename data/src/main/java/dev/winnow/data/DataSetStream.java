package dev.winnow.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Samples of a data set as a stream. */
final class DataSetStream implements CaptureStream {
  private final DataSet set;
  private final List<Sample> samples;
  private int next;

  DataSetStream(DataSet set, List<Sample> samples) {
    this.set = set;
    this.samples = List.copyOf(samples);
  }

  @Override
  public DataCard card() {
    return set.card();
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(samples.size());
  }

  @Override
  public List<String> columns() {
    return set.columns();
  }

  @Override
  public List<String> classes(String column) {
    return samples.stream()
        .flatMap(sample -> sample.label(column).stream())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public Optional<Capture> next() {
    if (next == samples.size()) {
      return Optional.empty();
    }
    Sample sample = samples.get(next);
    CaptureId id = new CaptureId(sample.path(), next++, sample.window());
    return Optional.of(
        new Capture(id, Optional.of(sample), () -> CaptureFiles.bytes(set.file(sample))));
  }
}
