@NullMarked
package dev.winnow.edge;

import org.jspecify.annotations.NullMarked;
