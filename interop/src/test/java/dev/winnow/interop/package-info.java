/**
 * Clients that nobody here wrote, against the analyzer: what they understand of each other is
 * interoperability, and nothing else is. A client whose tool is not installed is left out, and the
 * test says so.
 */
@NullMarked
package dev.winnow.interop;

import org.jspecify.annotations.NullMarked;
