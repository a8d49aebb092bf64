/**
 * {@code winnow profile}: what a package or a network costs this machine, for people and as JSON.
 */
@NullMarked
package dev.winnow.app.device;

import org.jspecify.annotations.NullMarked;
