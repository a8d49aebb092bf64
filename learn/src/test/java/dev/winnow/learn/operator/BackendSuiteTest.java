package dev.winnow.learn.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.learn.operator.BackendSuite.Outcome;
import dev.winnow.learn.operator.BackendSuite.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackendSuiteTest {
  @Test
  void run_examplesOfSupportedOperators_equalTheSuite() throws IOException {
    assumeTrue(BackendSuite.isInstalled(), "Debian's libonnx-testdata is not installed");

    List<Result> results = BackendSuite.run();

    System.out.println(BackendTable.of(results));
    String document = System.getProperty("winnow.operators.document", "");
    if (!document.isEmpty()) {
      Files.writeString(Path.of(document), BackendTable.document(results));
    }
    assertEquals(List.of(), select(results, Outcome.FAILED));
    assertEquals(
        List.of(
            "node/test_resize_downsample_scales_cubic_align_corners",
            "node/test_resize_downsample_scales_linear_align_corners"),
        select(results, Outcome.AS_RUNTIME).stream().map(Result::name).toList());
    assertTrue(select(results, Outcome.PASSED).size() > 300, "the suite has shrunk");
  }

  private static List<Result> select(List<Result> results, Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).toList();
  }
}
