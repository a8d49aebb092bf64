package dev.winnow.learn;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Provenance;
import dev.winnow.onnx.Network;

/**
 * A network that was fine-tuned.
 *
 * @param network the same graph with other values, as after its best epoch
 * @param epoch the one of the smallest loss, cross-entropy and contrast, on the validation part,
 *     counted from 1
 * @param before accuracy on the validation part before the first step
 * @param after accuracy on the validation part after the best epoch
 * @param scale factor of every distance in the contrastive loss
 * @param provenance seed, data, versions and platform
 */
public record Tuned(
    Network network,
    int epoch,
    Accuracy before,
    Accuracy after,
    double scale,
    Provenance provenance) {}
