package dev.winnow.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files of a folder as a stream. They are counted first and then looked up as they are needed;
 * a file that comes or goes in between is seen or missed.
 */
final class FolderStream implements CaptureStream {
  private final DataCard card;
  private final Path folder;
  private final long size;
  private final LeftOut leftOut;
  private final FolderWalk files;
  private long sequence;

  private FolderStream(DataCard card, Path folder, long size, LeftOut leftOut, FolderWalk files) {
    this.card = card;
    this.folder = folder;
    this.size = size;
    this.leftOut = leftOut;
    this.files = files;
  }

  static FolderStream of(Path folder, Modality modality) {
    long size = 0;
    FolderWalk count = new FolderWalk(folder, modality::kindOf);
    for (; count.hasNext(); count.next()) {
      size++;
    }
    DataSet.requireSome(size, folder, modality, count.leftOut());
    DataCard card = DataCard.of(Folders.name(folder), modality.kind());
    return new FolderStream(
        card, folder, size, count.leftOut(), new FolderWalk(folder, modality::kindOf));
  }

  @Override
  public DataCard card() {
    return card;
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(size);
  }

  @Override
  public LeftOut leftOut() {
    return leftOut;
  }

  @Override
  public Optional<Capture> next() {
    if (!files.hasNext()) {
      return Optional.empty();
    }
    Path file = files.next();
    CaptureId id =
        new CaptureId(Folders.portable(folder.relativize(file)), sequence++, Optional.empty());
    return Optional.of(new Capture(id, Optional.empty(), () -> CaptureFiles.bytes(file)));
  }
}
