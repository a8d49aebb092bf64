@NullMarked
package dev.winnow.data;

import org.jspecify.annotations.NullMarked;
