package dev.winnow.data.filter;

import dev.winnow.core.CaptureFilter;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.data.MalformedDataSetException;
import java.util.ServiceLoader;

/**
 * Runs the filters of one method. A node finds it by {@link ServiceLoader}, so that what filters
 * images or sound, often native code, is on its class path only where its owner wants it.
 */
public interface FilterProvider {
  /** Which filters. */
  CaptureFilter.Method method();

  /**
   * Opens the source and begins to filter it; whoever reads the stream closes it.
   *
   * @throws dev.winnow.core.UnsupportedPackageException if the filter's settings are not understood
   * @throws MalformedDataSetException if the source cannot be read
   */
  FilteredStream open(FilterRun run);

  /**
   * The one that runs a package's filter.
   *
   * @throws MissingFilterException if there is none on the class path
   * @throws dev.winnow.core.UnsupportedPackageException if the extractor is part of a network
   */
  static FilterProvider of(ExtractorPackage extractor) {
    CaptureFilter.Method method = extractor.manifest().filter().method();
    return ServiceLoader.load(FilterProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.method() == method)
        .findFirst()
        .orElseThrow(() -> new MissingFilterException(extractor.manifest().name(), method));
  }
}
