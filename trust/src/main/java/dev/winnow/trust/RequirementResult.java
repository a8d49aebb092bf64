package dev.winnow.trust;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of one requirement.
 *
 * @param requirement of the policy
 * @param met whether every finding of its metric meets it, and there is one
 * @param worst the finding that misses it most, or comes nearest; empty if none was measured
 * @param limit for that finding, in the metric's unit; empty if none was measured, or if the
 *     requirement speaks of chance and the finding does not
 * @param sentence what was required and what was found
 */
public record RequirementResult(
    Requirement requirement,
    boolean met,
    Optional<Finding> worst,
    OptionalDouble limit,
    String sentence) {}
