package dev.winnow.voiceaudit;

import java.util.Optional;

/**
 * A recording that people may listen to.
 *
 * @param caption what it is
 * @param before as it was spoken, a WAV file; empty if nobody is to hear that
 * @param after as it leaves
 */
@SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
record SpeechExhibit(String caption, Optional<byte[]> before, byte[] after) {}
