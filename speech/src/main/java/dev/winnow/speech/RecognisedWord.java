package dev.winnow.speech;

/**
 * A word that was recognised.
 *
 * @param text as the recogniser's dictionary writes it
 * @param start in seconds since the recording's begin
 * @param end in seconds since the recording's begin, not before the start
 * @param confidence how probable it is among what else was thought of, from 0 to 1
 */
public record RecognisedWord(String text, double start, double end, double confidence) {}
