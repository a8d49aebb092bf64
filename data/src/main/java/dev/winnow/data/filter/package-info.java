/**
 * What runs a capture filter: a {@link dev.winnow.data.filter.FilterProvider} is found on the class
 * path by its method and opens a {@link dev.winnow.data.filter.FilteredStream}, of captures from
 * which the sensitive part is gone.
 */
@NullMarked
package dev.winnow.data.filter;

import org.jspecify.annotations.NullMarked;
