package dev.winnow.learn.scratch;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Provenance;
import dev.winnow.onnx.Network;

/**
 * A network that was trained, and how good it is.
 *
 * @param network as it was after its best epoch, with a card
 * @param epoch the best one by balanced accuracy on the validation samples, counted from 1; of
 *     equals, the last
 * @param validation accuracy after that epoch
 * @param test accuracy of the network in ONNX Runtime on the test samples, which nothing was chosen
 *     by
 * @param provenance seed, data, versions and platform
 */
public record Trained(
    Network network, int epoch, Accuracy validation, Accuracy test, Provenance provenance) {}
