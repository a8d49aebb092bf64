@NullMarked
package dev.winnow.app;

import org.jspecify.annotations.NullMarked;
