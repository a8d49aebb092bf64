/** Speech on the command line: {@code winnow recogniser}. */
@NullMarked
package dev.winnow.app.speech;

import org.jspecify.annotations.NullMarked;
