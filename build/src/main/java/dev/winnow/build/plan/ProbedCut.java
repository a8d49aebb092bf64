package dev.winnow.build.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;

/**
 * What one look at the features of a cut says before anything is trained.
 *
 * @param balanced accuracy of logistic regression on the mean of each channel, on samples that were
 *     not learned from, from 0 to 1
 * @param intraClassRadius squared, beside that of all classes together, from 0 to 1
 */
public record ProbedCut(double balanced, double intraClassRadius) {
  ObjectNode toJson() {
    return Json.object().put("balanced", balanced).put("intraClassRadius", intraClassRadius);
  }
}
