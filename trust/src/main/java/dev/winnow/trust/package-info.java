/**
 * The privacy standard and the certificate: in flow the numbers of an audit, out flows whether an
 * extractor may run.
 *
 * <p>An audit is a list of {@link dev.winnow.trust.Finding}s. A {@link dev.winnow.trust.Policy}
 * judges them into a {@link dev.winnow.trust.Verdict}; findings, policy and verdict together with
 * the digests of what was audited are a {@link dev.winnow.trust.Statement}, which a {@link
 * dev.winnow.trust.SigningKey} signs, pass or fail. The other way round, the bytes in a package are
 * an {@link dev.winnow.trust.UnverifiedCertificate} until a {@link
 * dev.winnow.trust.CertificateVerifier}, which is keys, revocations and the user's policy, has made
 * a {@link dev.winnow.trust.Certificate} of them or refused with a {@link
 * dev.winnow.trust.Refusal}.
 *
 * <p>The formats are others': YAML for the policy, an in-toto Statement v1 in a DSSE v1 envelope
 * with one Ed25519 signature, PEM for keys. What is read must be byte for byte what would be
 * written, so that there is one file for one statement, and whatever anybody changes in it shows.
 *
 * <p>Nothing here measures, opens a socket or knows the time: the edge passes it in.
 */
@NullMarked
package dev.winnow.trust;

import org.jspecify.annotations.NullMarked;
