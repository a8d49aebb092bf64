/** What audits and demos of filters have in common, whatever they filter. */
@NullMarked
package dev.winnow.app.filter;

import org.jspecify.annotations.NullMarked;
