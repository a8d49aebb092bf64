/**
 * The audit of a capture filter of the method {@code mask}, by which a client checks it without the
 * analyzer. Never on an edge's class path.
 *
 * <p>In flow a package ({@link dev.winnow.maskaudit.AuditedMask}), images and films ({@link
 * dev.winnow.maskaudit.MaskAuditSources}) and networks of others ({@link
 * dev.winnow.maskaudit.MaskInstruments}): face detectors that are none of the mask's own, a
 * recogniser, a tagger. {@link dev.winnow.maskaudit.MaskAudit} masks everything by the code of
 * {@code mask} and counts how many faces are covered and how many are still found, who is named on
 * masked images, what a decoder makes of them, and how many tags are kept. Out flows a {@link
 * dev.winnow.maskaudit.MaskAuditReport}: findings, judged by the policy {@code winnow-mask} or
 * another, as text, JSON, a page and a certificate.
 *
 * <p>Pages show what leaves, never what the camera saw.
 */
@NullMarked
package dev.winnow.maskaudit;

import org.jspecify.annotations.NullMarked;
