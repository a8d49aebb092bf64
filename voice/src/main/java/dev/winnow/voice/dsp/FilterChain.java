package dev.winnow.voice.dsp;

import java.util.List;

/**
 * Filters one behind the other.
 *
 * @param filters in the order in which sound goes through them; none leaves it as it is
 */
public record FilterChain(List<SoundFilter> filters) implements SoundFilter {
  public FilterChain {
    filters = List.copyOf(filters);
  }

  @Override
  public double[] push(double[] samples) {
    double[] sound = samples;
    for (SoundFilter filter : filters) {
      sound = filter.push(sound);
    }
    return sound;
  }

  @Override
  public double[] finish() {
    double[] sound = new double[0];
    for (SoundFilter filter : filters) {
      sound = filter.all(sound);
    }
    return sound;
  }

  @Override
  public int latency() {
    return filters.stream().mapToInt(SoundFilter::latency).sum();
  }
}
