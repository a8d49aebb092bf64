package dev.winnow.learn.transfer;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Provenance;
import dev.winnow.onnx.Network;

/**
 * A network with a head of its own, and how good it is.
 *
 * @param network from the capture to the probabilities of the classes on its card
 * @param tensor that the head stands on, by its name in the network
 * @param validation accuracy on the validation samples
 * @param test accuracy on the test samples
 * @param provenance seed, data, versions and platform
 */
public record TrainedHead(
    Network network, String tensor, Accuracy validation, Accuracy test, Provenance provenance) {}
