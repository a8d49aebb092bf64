@NullMarked
package dev.winnow.learn;

import org.jspecify.annotations.NullMarked;
