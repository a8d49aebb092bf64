package dev.winnow.video;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a source is opened.
 *
 * @param sound where its sound goes, each the way to one output; none if it is not to be read
 * @param authorities a file of certificates in PEM, the only ones by which a server of HTTPS is
 *     trusted; empty for those of this machine
 */
public record SourceOptions(List<SoundTrack> sound, Optional<Path> authorities) {
  /** Without sound, trusting whom this machine trusts. */
  public static final SourceOptions USUAL = new SourceOptions(List.of(), Optional.empty());

  /** Copies the list. */
  public SourceOptions {
    sound = List.copyOf(sound);
  }

  SoundTrack.Listener listener() {
    return SoundTrack.Listener.of(sound);
  }

  SourceAddress address(String source) {
    return SourceAddress.of(source).trusting(authorities);
  }
}
