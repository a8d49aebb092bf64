package dev.winnow.learn.transfer;

import static dev.winnow.learn.InvalidSettingException.require;

import dev.winnow.learn.InvalidSettingException;
import java.util.Optional;

/**
 * How a head learns.
 *
 * @param kind what it computes
 * @param cut the tensor or layer of the network that it stands on; empty for the network's output
 * @param seed of every random choice
 * @param threads that compute, at least 1
 */
public record HeadSettings(HeadKind kind, Optional<String> cut, long seed, int threads) {
  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public HeadSettings {
    require(threads >= 1, "threads", threads, "at least 1");
  }
}
