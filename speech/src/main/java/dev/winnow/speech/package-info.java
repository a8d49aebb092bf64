/**
 * The cloud's half of a voice filter: what is said in a recording that a filter let pass.
 *
 * <p>What flows in: a request of one WAV file, the tensor {@code audio} of one string of bytes, at
 * any rate. What flows out: the words ({@code words}), of each where it begins and ends in seconds
 * ({@code times}), and how sure the recogniser is ({@code confidence}); none of them where nothing
 * was recognised. {@link dev.winnow.speech.SpeechFactory} is handed to the repository that the
 * analyzer serves, and answers for the models whose {@code config.pbtxt} asks for the backend
 * {@code winnow_speech}. {@link dev.winnow.speech.SpeechRepository} writes such models.
 *
 * <p>What can be said is the model's file: a grammar in the Java Speech Grammar Format ({@code
 * model.gram}), or an n-gram model ({@code model.lm}, {@code model.lm.bin}). Sphinx4 recognises it
 * by its acoustic model of US English. Instead the file may name the folder of a Vosk model ({@code
 * model.vosk}), for whoever puts Vosk on the class path.
 *
 * <p>{@link dev.winnow.speech.SpeechRecogniser} is the recogniser itself, for whoever measures how
 * many words it gets right.
 *
 * <p>A recording is not trusted: its length and its duration are limited before it is decoded, and
 * one that cannot be read ends in a sentence that holds nothing of it. It is kept no longer than
 * its answer takes, nothing of it is logged, and no recording's answer depends on another's.
 */
@NullMarked
package dev.winnow.speech;

import org.jspecify.annotations.NullMarked;
