@NullMarked
package dev.winnow.zoo;

import org.jspecify.annotations.NullMarked;
