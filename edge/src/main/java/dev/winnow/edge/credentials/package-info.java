/**
 * Who a node says that it is, and which servers it believes.
 *
 * <p>Files in PEM and a file with a token come in ({@link
 * dev.winnow.edge.credentials.Credentials}); an HTTP client that shows them goes out ({@link
 * dev.winnow.edge.credentials.RenewingClient}), another one as soon as the files change, since
 * certificates and tokens are renewed while a node runs. A renewal that is damaged or only half
 * there leaves the client as it was. {@link dev.winnow.edge.credentials.TlsFailure} says in one
 * sentence why a server and this node do not come to terms. No sentence holds a token or a key.
 */
@NullMarked
package dev.winnow.edge.credentials;

import org.jspecify.annotations.NullMarked;
