package dev.winnow.build.plan;

import dev.winnow.onnx.Cut;

/**
 * A candidate and what it costs.
 *
 * @param sized the network that it is cut out of
 * @param cut of that network
 */
record PricedCandidate(Candidate candidate, CandidateCost cost, SizedNetwork sized, Cut cut) {}
