@NullMarked
package dev.winnow.analyzer;

import org.jspecify.annotations.NullMarked;
