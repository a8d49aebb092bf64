/** What the server counts, for Prometheus to fetch. */
@NullMarked
package dev.winnow.analyzer.metrics;

import org.jspecify.annotations.NullMarked;
