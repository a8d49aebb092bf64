package dev.winnow.build.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;

/**
 * What a candidate costs, known before anything is trained.
 *
 * @param edgeShare of the multiply-accumulates of the uncut network, what the edge computes
 * @param macs multiply-accumulates of the extractor
 * @param parameters of the extractor
 * @param size of its network in bytes: about four a parameter in floats, one in 8-bit integers
 * @param milliseconds of one sample in one thread of this machine, or of the device of a profile
 * @param bytes that leave, without the protocol around them
 */
public record CandidateCost(
    double edgeShare, long macs, long parameters, long size, double milliseconds, int bytes) {
  ObjectNode toJson() {
    return Json.object()
        .put("edgeShare", edgeShare)
        .put("macs", macs)
        .put("parameters", parameters)
        .put("size", size)
        .put("milliseconds", milliseconds)
        .put("bytes", bytes);
  }
}
