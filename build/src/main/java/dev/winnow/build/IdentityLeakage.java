package dev.winnow.build;

import dev.winnow.attack.identification.Reidentification;

/**
 * What a feature tells of who is on a capture.
 *
 * @param attack what the adversaries make of it
 * @param leakage of the strongest of them: 0 with the label alone, 1 with the captures
 */
public record IdentityLeakage(Reidentification attack, double leakage) {}
