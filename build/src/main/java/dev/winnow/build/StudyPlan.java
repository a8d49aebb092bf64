package dev.winnow.build;

import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;

/**
 * What a study builds, and of what.
 *
 * @param network a pre-trained classifier of one output, or of several, one for each primary label
 * @param cut of the network
 * @param data to learn from and to measure on
 * @param embeddings to build
 * @param output that receives packages
 */
public record StudyPlan(
    Network network, Cut cut, StudyData data, EmbeddingPlan embeddings, PackageOutput output) {}
