/**
 * Pages for whoever sits at this machine: what a program does, as it does it.
 *
 * <p>A {@link dev.winnow.core.web.LoopbackServer} takes pages and streams by their paths and shows
 * them to browsers here, and to no other machine nor to pages of other sites.
 */
@NullMarked
package dev.winnow.core.web;

import org.jspecify.annotations.NullMarked;
