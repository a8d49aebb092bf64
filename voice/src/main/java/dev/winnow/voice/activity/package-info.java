/**
 * Where somebody speaks: a voice activity detector as a part of a package, and how it is run on
 * sound that goes on. Blocks of samples flow in, probabilities of speech flow out. ONNX Runtime is
 * loaded with the first detector that is opened, and not before.
 */
@NullMarked
package dev.winnow.voice.activity;

import org.jspecify.annotations.NullMarked;
