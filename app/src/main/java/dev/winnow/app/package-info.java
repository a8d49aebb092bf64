/**
 * The command line: one class per command, which turns options into calls on the modules and their
 * answers into text for people or, with {@code --json}, into one JSON object.
 *
 * <p>{@link dev.winnow.app.Winnow#run} is the whole program without the process around it: streams
 * in, exit code out, so that a test is a user. Results go to stdout; progress and complaints go to
 * stderr. No command knows another; what two of them share lives in a module.
 */
@NullMarked
package dev.winnow.app;

import org.jspecify.annotations.NullMarked;
