/**
 * English words of people who do not exist, which a recogniser of speech understands: a text-to-
 * speech system says them, and each speaker's pitch, pace, vocal tract and colour of voice make of
 * its one voice many. {@link dev.winnow.synthesis.speech.SpokenWords} is the way in.
 *
 * <p>FreeTTS 1.2.2 speaks (Walker, Lamere and Kwok 2002; a BSD-like licence of Carnegie Mellon
 * University and Sun Microsystems). {@link dev.winnow.synthesis.speech.DiphoneSynthesiser} alone
 * knows it.
 */
@NullMarked
package dev.winnow.synthesis.speech;

import org.jspecify.annotations.NullMarked;
