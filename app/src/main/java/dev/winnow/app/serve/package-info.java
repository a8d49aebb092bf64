/** What a server has that other commands do not: a log, and an orderly end. */
@NullMarked
package dev.winnow.app.serve;

import org.jspecify.annotations.NullMarked;
