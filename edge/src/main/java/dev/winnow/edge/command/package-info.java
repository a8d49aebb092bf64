/**
 * {@code winnow edge}, as a program of its own: neither training nor server is on its class path.
 */
@NullMarked
package dev.winnow.edge.command;

import org.jspecify.annotations.NullMarked;
