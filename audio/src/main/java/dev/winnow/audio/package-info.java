/**
 * How a recording becomes the input of a network: files flow in, {@link
 * dev.winnow.audio.AudioPreprocessor} decodes, resamples, cuts and scales, rows of tensors flow
 * out: samples, or the log-mel spectrograms of {@link dev.winnow.audio.MelSpectrogram}. {@link
 * dev.winnow.audio.AudioModality} is the way in.
 *
 * <p>WAV is read here; what else there is, by a {@link dev.winnow.audio.RecordingDecoder} on the
 * class path. {@link dev.winnow.audio.AudioAugmentation} alters what was prepared, for training.
 *
 * <p>For audits, recordings are made again as spectrograms, shown and made audible ({@link
 * dev.winnow.data.ReconstructionForm}).
 *
 * <p>Nothing here trusts a file, and no message ever holds a value of a recording.
 */
@NullMarked
package dev.winnow.audio;

import org.jspecify.annotations.NullMarked;
