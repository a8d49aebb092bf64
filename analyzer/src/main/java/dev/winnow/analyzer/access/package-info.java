/**
 * Who may call the server, and how often: TLS ({@link dev.winnow.analyzer.access.TlsFiles}),
 * clients known by token or certificate and the models they may call ({@link
 * dev.winnow.analyzer.access.Clients}), and the door at which that is checked ({@link
 * dev.winnow.analyzer.access.AccessControl}).
 */
@NullMarked
package dev.winnow.analyzer.access;

import org.jspecify.annotations.NullMarked;
