/**
 * What the command line does with voices: the options of {@code winnow build --filter voice}, and
 * the package that it writes.
 */
@NullMarked
package dev.winnow.app.voice;

import org.jspecify.annotations.NullMarked;
