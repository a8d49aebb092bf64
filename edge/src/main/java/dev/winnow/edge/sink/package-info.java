/**
 * Where answers go that go further than a file: to whoever works with them.
 *
 * <p>Answers come in from the outbox in the order of their sources, and leave one after the other.
 * The outbox forgets them once the sink has all that it was given, so that what a sink had taken
 * before a node was killed comes again, with the same id: at least once.
 */
@NullMarked
package dev.winnow.edge.sink;

import org.jspecify.annotations.NullMarked;
