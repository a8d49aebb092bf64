@NullMarked
package dev.winnow.wire;

import org.jspecify.annotations.NullMarked;
