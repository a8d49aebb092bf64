/**
 * Sound that becomes other sound as it comes: a {@link dev.winnow.voice.dsp.SoundFilter} takes
 * blocks of one channel, and gives as many values, each at its own time. What comes out does not
 * depend on how what came in was cut into blocks.
 *
 * <p>{@link dev.winnow.voice.dsp.PitchShift} moves the pitch and all formants with it; {@link
 * dev.winnow.voice.dsp.EnvelopeFilter} moves formants and leaves the pitch, as an {@link
 * dev.winnow.voice.dsp.EnvelopeMap} says: {@link dev.winnow.voice.dsp.FormantWarp} or {@link
 * dev.winnow.voice.dsp.McAdams}.
 */
@NullMarked
package dev.winnow.voice.dsp;

import org.jspecify.annotations.NullMarked;
