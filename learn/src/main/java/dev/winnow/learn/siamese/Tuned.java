package dev.winnow.learn.siamese;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Provenance;
import dev.winnow.onnx.Network;
import java.util.List;

/**
 * A network that was fine-tuned.
 *
 * @param network the same graph with other values, as after its best epoch
 * @param epoch the one of the smallest loss, cross-entropy and contrast, on the validation part,
 *     counted from 1
 * @param before accuracy on the validation part before the first step, of each head
 * @param after accuracy on the validation part after the best epoch, of each head
 * @param scale factor of every distance in the contrastive loss
 * @param provenance seed, data, versions and platform
 */
public record Tuned(
    Network network,
    int epoch,
    List<Accuracy> before,
    List<Accuracy> after,
    double scale,
    Provenance provenance) {}
