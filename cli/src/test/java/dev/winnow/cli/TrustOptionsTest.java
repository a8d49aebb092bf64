package dev.winnow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.CaptureFilter;
import dev.winnow.trust.Policy;
import dev.winnow.trust.Revocations;
import dev.winnow.trust.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Whom and what a user says to trust. */
class TrustOptionsTest {
  private static final CaptureFilter MASK =
      new CaptureFilter(CaptureFilter.Method.MASK, Map.of(), List.of());

  @TempDir private Path folder;

  private static TrustOptions options(String... words) {
    return CommandLine.populateCommand(new TrustOptions(), words);
  }

  private Path policy(String requirement) throws IOException {
    return Files.writeString(
        folder.resolve("own.yaml"),
        """
        name: own
        version: 1
        about: for tests
        effort: quick
        judge: value
        valid-days: 30
        require:
          - %s
        """
            .formatted(requirement));
  }

  @Test
  void policy_none_isTheStandardForTheKindOfExtractor() {
    assertFalse(options().given());
    assertEquals("winnow-mask", options().policy(MASK).id().name());
    assertTrue(WeakerPolicy.of(options().policy(MASK), MASK).points().isEmpty());
    assertFalse(WeakerPolicy.of(Policy.standard(), MASK).points().isEmpty());
  }

  @Test
  void trust_keysAndLists_areRead() throws IOException {
    SigningKey key = SigningKey.generate(new SecureRandom());
    key.publicKey().write(folder.resolve("auditor.pub"));
    Path list = folder.resolve("list");
    Files.write(list, Revocations.of(Set.of(), Instant.now()).sign(key));
    TrustOptions given =
        options(
            "--trust=" + folder.resolve("auditor.pub"), "--revoked=" + list, "--revoked-days=7");

    assertTrue(given.given());
    given.trust(given.policy(MASK));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3651", "7"})
  void trust_daysOutOfRangeOrWithoutAList_areRefused(String days) {
    TrustOptions given = options("--revoked-days=" + days);

    var refusal =
        assertThrows(IllegalArgumentException.class, () -> given.trust(Policy.standard()));
    assertTrue(String.valueOf(refusal.getMessage()).contains("--revoked-days"));
  }

  @Test
  void weakerPolicy_isRefusedUnlessMeantAndSaidEveryTime() throws IOException {
    WeakerPolicy weaker =
        WeakerPolicy.of(
            options("--policy=" + policy("identity.leakage <= 0.9")).policy(MASK), MASK);

    assertThrows(IllegalArgumentException.class, () -> weaker.require(false));
    weaker.require(true);
    StringWriter err = new StringWriter();
    weaker.warn(new Console(new PrintWriter(err), new PrintWriter(err, true), false));
    assertTrue(err.toString().startsWith("note: the policy own 1 is weaker than"), err::toString);
  }
}
