/**
 * Files that are whole or not there, and files that nobody else may read. Knows nothing of what is
 * in them.
 */
@NullMarked
package dev.winnow.core.files;

import org.jspecify.annotations.NullMarked;
