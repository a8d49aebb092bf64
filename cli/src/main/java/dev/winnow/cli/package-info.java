/**
 * What the command lines of Winnow share: where they speak, how they show progress and numbers,
 * their exit codes, and whom their user trusts.
 */
@NullMarked
package dev.winnow.cli;

import org.jspecify.annotations.NullMarked;
