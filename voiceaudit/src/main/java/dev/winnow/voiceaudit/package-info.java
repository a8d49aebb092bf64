/**
 * The audit of disguised voices: who spoke, named and verified by attackers who know clean speech
 * only, who learned from disguised speech, and who undo the disguise; and which words a recogniser
 * still gets. Entered through {@link dev.winnow.voiceaudit.VoiceAudit}.
 */
@NullMarked
package dev.winnow.voiceaudit;

import org.jspecify.annotations.NullMarked;
