/**
 * The capture filter for voices: recordings, a microphone or a pipe flow in, each utterance is
 * given another voice, and WAV files of one channel of 16 bits flow out. What is said stays; what
 * the speaker sounds like changes. {@link dev.winnow.voice.VoiceProvider} is the way in, by {@link
 * java.util.ServiceLoader}; {@link dev.winnow.voice.VoiceSettings} are what a package holds of it.
 *
 * <p>It disguises a voice to a listener and to recognisers that do not know it. Whoever learns from
 * disguised voices names the speaker again: docs/voice.md has the numbers.
 *
 * <p>What cannot be disguised is not sent, and no message ever holds a value of a recording.
 */
@NullMarked
package dev.winnow.voice;

import org.jspecify.annotations.NullMarked;
