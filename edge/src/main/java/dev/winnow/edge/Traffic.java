package dev.winnow.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Bytes of one capture, or of all of a run.
 *
 * @param captureBytes as recorded, none of which is sent
 * @param featureBytes of the feature made of it
 * @param bytesUp sent, protocol included; of one capture its share of a request, rounded
 */
public record Traffic(long captureBytes, long featureBytes, long bytesUp) {
  void addTo(ObjectNode json) {
    json.put("captureBytes", captureBytes).put("featureBytes", featureBytes);
    json.put("bytesUp", bytesUp);
  }
}
