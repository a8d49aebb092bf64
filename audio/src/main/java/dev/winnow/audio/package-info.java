/**
 * How a recording becomes the input of a network: WAV files flow in, {@link
 * dev.winnow.audio.AudioPreprocessor} decodes, cuts and scales, rows of tensors flow out. {@link
 * dev.winnow.audio.AudioModality} is the way in.
 *
 * <p>Nothing here trusts a file, and no message ever holds a value of a recording.
 */
@NullMarked
package dev.winnow.audio;

import org.jspecify.annotations.NullMarked;
