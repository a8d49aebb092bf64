/**
 * What the server does with a request before and after the protocol sees it, on top of the HTTP
 * library: how errors look over REST and gRPC ({@link dev.winnow.analyzer.http.ErrorStatus}), how a
 * server stops without cutting anybody off ({@link dev.winnow.analyzer.http.RequestDrain}), and
 * what connections and bodies may take. Nothing in here knows models or tensors.
 */
@NullMarked
package dev.winnow.analyzer.http;

import org.jspecify.annotations.NullMarked;
