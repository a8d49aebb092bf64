package dev.winnow.data;

import java.nio.file.Path;
import java.util.Iterator;
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
  private final Iterator<Path> files;
  private long sequence;

  private FolderStream(DataCard card, Path folder, long size, Iterator<Path> files) {
    this.card = card;
    this.folder = folder;
    this.size = size;
    this.files = files;
  }

  static FolderStream of(Path folder, Modality modality) {
    long size = 0;
    for (Iterator<Path> each = new FolderWalk(folder, modality::reads);
        each.hasNext();
        each.next()) {
      size++;
    }
    DataSet.requireSome(size, folder, modality);
    DataCard card = DataCard.of(Folders.name(folder), modality.kind());
    return new FolderStream(card, folder, size, new FolderWalk(folder, modality::reads));
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
