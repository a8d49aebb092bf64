/**
 * Attacking what a package lets out, and saying what was found.
 *
 * <p>In flow extractor packages and labelled captures of people they never learned from; out flow
 * {@link dev.winnow.trust.Finding findings}, a verdict and a report. A {@link
 * dev.winnow.audit.AuditContext} holds what all packages of an audit have in common: whose captures
 * the attacker knows, whom it has to name, and what it makes of the controls. What it gets to see
 * of the captures is a {@link dev.winnow.audit.AttackerView}: the prepared captures, the label
 * alone, or the feature with the very noise that the edge adds. A {@link
 * dev.winnow.audit.ViewAttack} does the same to all three, other {@linkplain
 * dev.winnow.audit.Attack attacks} make controls of their own, and only beside its controls is a
 * number a finding. Whom to name, and the two controls of naming, are {@link
 * dev.winnow.audit.IdentificationData}, on which a study of embeddings stands as well.
 *
 * <p>An {@link dev.winnow.audit.AuditPlan} makes steps of the attacks, and an {@link
 * dev.winnow.audit.journal.Journal} keeps what each came to, so that an audit that was stopped goes
 * on. A {@link dev.winnow.audit.report.Report} is written for people; a {@link
 * dev.winnow.audit.report.CertificateIssuer} signs what was found into the packages.
 *
 * <p>Nothing here knows of the analyzer but its accuracy, which is optional: whoever was given only
 * the package can do the whole audit.
 */
@NullMarked
package dev.winnow.audit;

import org.jspecify.annotations.NullMarked;
