/**
 * Finding the very capture that a noisy feature came from among candidates whose features are
 * known.
 */
@NullMarked
package dev.winnow.attack.linkage;

import org.jspecify.annotations.NullMarked;
