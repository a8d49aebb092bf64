package dev.winnow.edge;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.WinnowException;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.Analyzers;
import dev.winnow.edge.delivery.Endpoints;
import dev.winnow.edge.delivery.RequestLog;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.trust.Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What would happen if an extractor ran here: nothing is opened, kept or sent. */
public final class AnalyzerCheck {
  private AnalyzerCheck() {}

  /**
   * The certificate by which an extractor may run here; empty if it may run without.
   *
   * @throws dev.winnow.trust.UntrustedException if it may not
   */
  public static Optional<Certificate> admitted(ExtractorPackage extractor, Admission admission) {
    return admission.admit(extractor).certificate();
  }

  /**
   * Asks each analyzer once whether it continues where an extractor ends.
   *
   * @return by address, what is wrong with it; empty if nothing is
   */
  public static Map<AnalyzerUri, Optional<String>> problems(
      ExtractorPackage extractor, Analyzers analyzers) {
    RetryPolicy once = RetryPolicy.withDefaults().within(Duration.ZERO);
    Map<AnalyzerUri, Optional<String>> problems = new LinkedHashMap<>();
    for (AnalyzerUri address : analyzers.addresses()) {
      Analyzers one = new Analyzers(List.of(address), analyzers.credentials(), remark -> {});
      try (AnalyzerLink link =
          AnalyzerLink.meet(Endpoints.of(one, once, RequestLog.NONE), extractor.manifest())) {
        link.model();
        problems.put(address, Optional.empty());
      } catch (WinnowException e) {
        problems.put(address, Optional.of(String.valueOf(e.getMessage())));
      }
    }
    return problems;
  }
}
