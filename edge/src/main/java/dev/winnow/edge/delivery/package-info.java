/**
 * Requests on their way to analyzers: what carries them, waits and tries again.
 *
 * <p>A message comes in and an answer goes out. {@link dev.winnow.edge.delivery.Http} sends one
 * request to one address, once; it tells the {@link dev.winnow.edge.delivery.RequestLog} before the
 * first byte leaves and again when it is known what became of it. {@link
 * dev.winnow.edge.delivery.Endpoints} holds all addresses that the node's owner named, picks the
 * first that is not in trouble, and waits and tries again where time may mend a failure (a broken
 * or refused connection, no answer in time, 429, 500, 502, 503, 504). An address that failed is
 * left alone for a while, longer each time, by all requests together; then one of them tries it
 * while the others wait. What no time mends, such as 400, 401, 403 and 404, ends at once.
 *
 * <p>Whoever hands in a message keeps its memory as it is until the answer is there. Whoever opens
 * endpoints closes them; that ends all waiting.
 */
@NullMarked
package dev.winnow.edge.delivery;

import org.jspecify.annotations.NullMarked;
