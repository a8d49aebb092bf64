package dev.winnow.learn.siamese;

import dev.winnow.data.Augmentation;

/**
 * What an epoch of fine-tuning is made of.
 *
 * @param augmentation how samples vary
 * @param balance of the classes
 */
public record SamplingSettings(Augmentation augmentation, ClassBalancing balance) {}
