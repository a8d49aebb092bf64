/**
 * Voices of people who do not exist, by a source and a filter (Fant 1960): pulses of the glottis
 * pass resonances of the vocal tract. {@link dev.winnow.synthesis.voice.SyntheticVoices} is the way
 * in.
 */
@NullMarked
package dev.winnow.synthesis.voice;

import org.jspecify.annotations.NullMarked;
