/**
 * What the command line does with masks: the options of {@code winnow build --filter mask}, the
 * package and the analyzer that it writes; by what {@code winnow audit} and {@code winnow verify}
 * judge a mask; and {@code winnow demo --video}, which draws a film and sends it the whole way.
 * Loaded only for these: the module that masks, with its native code, is on the class path only
 * where somebody asks for it.
 */
@NullMarked
package dev.winnow.app.mask;

import org.jspecify.annotations.NullMarked;
