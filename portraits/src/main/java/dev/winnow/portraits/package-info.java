/**
 * Synthetic faces of people who do not exist: a labelled data set without a download, a licence or
 * anybody's face. {@link dev.winnow.portraits.Portraits} is the way in; the rest paints. Never on
 * an edge node.
 */
@NullMarked
package dev.winnow.portraits;

import org.jspecify.annotations.NullMarked;
