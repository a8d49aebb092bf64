package dev.winnow.build;

/**
 * What a search for clip and noise chose.
 *
 * @param choice of all that are surely cheap enough the one that tells least; where none is, the
 *     one that costs least
 * @param loss what it costs on the validation part
 * @param affordable whether it is surely cheap enough
 */
public record NoiseSearchResult(NoiseChoice choice, AccuracyLoss loss, boolean affordable) {}
