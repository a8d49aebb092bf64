/** Threads and waiting for them. */
@NullMarked
package dev.winnow.core.concurrent;

import org.jspecify.annotations.NullMarked;
