package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.Digest;
import dev.winnow.core.Estimate;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Provenance;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import dev.winnow.trust.Revocations;
import dev.winnow.trust.SigningKey;
import dev.winnow.trust.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow keygen}, {@code winnow verify}, and what {@code winnow edge} makes of it. */
class CertificateRunTest {
  private static final String HOUSE =
      """
      name: house
      version: 1
      about: for tests
      effort: quick
      judge: interval
      valid-days: 30
      require:
        - identity.leakage <= 0.05
      """;

  @TempDir private Path folder;
  private Path extractor = Path.of("");
  private Path pub = Path.of("");
  private Path house = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    Path network = Colours.write(folder);
    Run built =
        Run.of("build", "--model", network, "--cut", "pool", "--name", "colour", "--out", folder);
    assertEquals(ExitCode.OK, built.code(), built.err());
    extractor = folder.resolve("colour.extractor");
    Run made = Run.of("keygen", "--out", folder.resolve("auditor"));
    assertEquals(ExitCode.OK, made.code(), made.err());
    pub = folder.resolve("auditor.pub");
    house = Files.writeString(folder.resolve("house.yaml"), HOUSE);
  }

  /** Certifies the extractor with a leakage, of which 0.05 is allowed, some days ago. */
  private Digest certify(double leakage, int daysAgo) {
    ExtractorPackage bare = ExtractorPackage.read(extractor);
    Policy policy = Policy.read(house);
    Statement statement =
        Statement.of(
            bare,
            policy,
            Effort.QUICK,
            List.of(
                Finding.of(
                    "mlp", "identity.leakage", "all", new Estimate(leakage, 0, leakage + 0.01))),
            Map.of("mlp", "64 units"),
            Instant.now().minus(Duration.ofDays(daysAgo)),
            Provenance.here(Map.of()).from(7, Digest.of(new byte[] {1})));
    byte[] certificate = statement.sign(SigningKey.read(folder.resolve("auditor.key")));
    bare.withCertificate(certificate).write(extractor);
    return Digest.of(certificate);
  }

  private static JsonNode json(Run run) throws IOException {
    return new ObjectMapper().readTree(run.out());
  }

  private static void assertNotMet(Run run, String part) {
    assertEquals(ExitCode.NOT_MET, run.code(), run.err());
    assertTrue(run.complaint().contains(part), run.err());
  }

  @Test
  void keygen_json_namesFilesAndKey() throws IOException {
    Path name = folder.resolve("other");

    JsonNode json = json(Run.of("keygen", "--json", "--out", name));

    assertEquals(name + ".key", json.get("private").textValue());
    assertEquals(name + ".pub", json.get("public").textValue());
    assertEquals(
        SigningKey.read(folder.resolve("other.key")).publicKey().id().text(),
        json.get("id").textValue());
  }

  @Test
  void keygen_filesAreThere_failsAndWritesNothing() throws IOException {
    byte[] before = Files.readAllBytes(pub);
    Files.delete(folder.resolve("auditor.key"));

    Run run = Run.of("keygen", "--out", folder.resolve("auditor"));

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.sentence().contains("auditor.pub"), run.sentence());
    assertEquals(Digest.of(before), Digest.of(Files.readAllBytes(pub)));
    assertFalse(Files.exists(folder.resolve("auditor.key")));
  }

  @Test
  void verify_certified_saysWhoSignedWhatUntilWhen() {
    Digest digest = certify(0.01, 1);

    Run run = Run.of("verify", extractor, "--trust", pub, "--policy", house);

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().startsWith("colour 1: PASS by your policy house 1"), run.out());
    assertTrue(run.out().contains("PASS by the auditor's policy house 1"), run.out());
    assertTrue(run.out().contains("certificate  " + digest), run.out());
    assertTrue(run.out().contains("mlp: 64 units"), run.out());
    assertTrue(
        run.out().matches("(?s).*identity.leakage <= 0.05 +met +0.0100 +0.00 to 0.0200 +0.0500 .*"),
        run.out());
  }

  @Test
  void verify_json_hasTheDocumentedFields() throws IOException {
    Digest digest = certify(0.01, 1);

    JsonNode json = json(Run.of("verify", "--json", extractor, "--trust", pub, "--policy", house));

    assertTrue(json.get("trusted").booleanValue());
    assertEquals("pass", json.get("verdict").textValue());
    assertEquals(digest.text(), json.get("certificate").textValue());
    assertEquals("house", json.at("/policy/name").textValue());
    assertEquals("pass", json.get("certifiedVerdict").textValue());
    assertEquals("house", json.at("/certifiedPolicy/name").textValue());
    assertEquals(0.01, json.at("/judgements/0/worst/value").doubleValue());
    assertEquals(0.05, json.at("/judgements/0/limit").doubleValue());
    assertEquals(7, json.at("/provenance/seed").intValue());
  }

  @Test
  void verify_failedAudit_showsItAndExitsWithThree() {
    certify(0.2, 1);

    Run run = Run.of("verify", extractor, "--trust", pub, "--policy", house);

    assertTrue(run.out().startsWith("colour 1: FAIL by your policy house 1"), run.out());
    assertTrue(run.out().contains("FAIL by the auditor's policy house 1"), run.out());
    assertNotMet(run, "identity.leakage <= 0.05 is not met: identity.leakage 0.200");
  }

  @Test
  void verify_auditorsPolicyAlone_isJudgedByTheStandard() {
    certify(0.01, 1);

    Run run = Run.of("verify", extractor, "--trust", pub);

    assertTrue(run.out().startsWith("colour 1: FAIL by your policy winnow-default 2"), run.out());
    assertTrue(run.out().contains("PASS by the auditor's policy house 1"), run.out());
    assertNotMet(run, "information.bits <= 2.5 is not met: it was not measured");
    assertTrue(run.err().lines().count() == 1, run.err());
  }

  @Test
  void verify_policyUnderAStandardsName_isNoPolicy() throws IOException {
    certify(0.01, 1);
    Files.writeString(house, HOUSE.replace("house", "winnow-default"));

    Run run = Run.of("verify", extractor, "--trust", pub, "--policy", house);

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.sentence().contains("give it a name of your own"), run.sentence());
  }

  @Test
  void verify_ownPolicy_judgesByIt() throws IOException {
    certify(0.01, 1);
    Path policy =
        Files.writeString(
            folder.resolve("mine.yaml"),
            """
            name: mine
            version: 1
            about: stricter
            effort: quick
            judge: interval
            valid-days: 2
            require:
              - identity.leakage <= 0.015
            """);

    Run run = Run.of("verify", extractor, "--trust", pub, "--policy", policy);

    assertNotMet(run, "does not meet your policy mine 1");
  }

  @Test
  void verify_noCertificate_exitsWithThree() {
    assertNotMet(Run.of("verify", extractor, "--trust", pub), "colour has no certificate");
  }

  @Test
  void verify_refusedWithJson_saysSoThere() throws IOException {
    Run run = Run.of("verify", "--json", extractor, "--trust", pub);

    assertEquals(ExitCode.NOT_MET, run.code());
    assertEquals("Missing", json(run).get("refusal").textValue());
    assertFalse(json(run).get("trusted").booleanValue());
  }

  /** A list of the auditor's, which revokes some digests. */
  private Path revoke(Object... digestsAndOptions) {
    Path list = folder.resolve("revoked.dsse.json");
    Run run = revoke("auditor", list, digestsAndOptions);
    assertEquals(ExitCode.OK, run.code(), run.err());
    return list;
  }

  private Run revoke(String signer, Path list, Object... digestsAndOptions) {
    List<Object> command =
        new ArrayList<>(List.of("revoke", "--key", folder.resolve(signer + ".key")));
    command.addAll(List.of("--out", list));
    command.addAll(List.of(digestsAndOptions));
    return Run.of(command.toArray());
  }

  private Run verify(Object... more) {
    List<Object> command =
        new ArrayList<>(List.of("verify", extractor, "--trust", pub, "--policy", house));
    command.addAll(List.of(more));
    return Run.of(command.toArray());
  }

  @Test
  void verify_revoked_exitsWithThree() {
    Digest digest = certify(0.01, 1);

    assertNotMet(verify("--revoked", revoke(digest)), "was revoked");
  }

  @Test
  void verify_otherThingsRevoked_passes() {
    certify(0.01, 1);

    assertEquals(ExitCode.OK, verify("--revoked", revoke()).code());
  }

  @Test
  void verify_listOfAStranger_exitsWithThree() {
    certify(0.01, 1);
    Run.of("keygen", "--out", folder.resolve("stranger"));
    Path list = folder.resolve("theirs");
    assertEquals(ExitCode.OK, revoke("stranger", list).code());

    assertNotMet(verify("--revoked", list), "is not among those trusted (1)");
  }

  @Test
  void verify_oldList_exitsWithThreeUnlessItsAgeIsAllowed() throws IOException {
    certify(0.01, 1);
    Instant issued = Instant.now().minus(Duration.ofDays(40));
    byte[] signed =
        Revocations.of(Set.of(), issued).sign(SigningKey.read(folder.resolve("auditor.key")));
    Path list = Files.write(folder.resolve("old"), signed);

    assertNotMet(verify("--revoked", list), "a list is good for 30 days");
    assertEquals(ExitCode.OK, verify("--revoked", list, "--revoked-days", 41).code());
    assertEquals(ExitCode.USAGE, verify("--revoked", list, "--revoked-days", 0).code());
    assertEquals(ExitCode.USAGE, verify("--revoked-days", 41).code());
  }

  @Test
  void revoke_addTo_keepsWhatWasRevoked() throws IOException {
    Digest digest = certify(0.01, 1);
    Path list = revoke(digest);

    Run more = revoke("auditor", list, Digest.of(new byte[] {5}), "--add-to", list, "--json");

    assertEquals(2, json(more).get("revoked").intValue(), more.err());
    assertNotMet(verify("--revoked", list), "was revoked");
  }

  @Test
  void revoke_wouldLoseOrMixLists_isAUsageError() throws IOException {
    Path list = revoke(Digest.of(new byte[] {5}));
    byte[] before = Files.readAllBytes(list);
    Run.of("keygen", "--out", folder.resolve("stranger"));

    assertEquals(ExitCode.USAGE, revoke("auditor", list).code());
    assertEquals(ExitCode.USAGE, revoke("stranger", list, "--add-to", list).code());
    assertEquals(ExitCode.USAGE, revoke("auditor", folder.resolve("new"), "md5:00").code());
    assertEquals(Digest.of(before), Digest.of(Files.readAllBytes(list)));
    assertFalse(Files.exists(folder.resolve("new")));
  }

  @Test
  void verify_unreadableFiles_exitWithOne() throws IOException {
    Path nonsense = Files.writeString(folder.resolve("nonsense"), "nonsense");

    for (Run run :
        List.of(
            Run.of("verify", nonsense, "--trust", pub),
            Run.of("verify", extractor, "--trust", nonsense),
            Run.of("verify", extractor, "--trust", pub, "--policy", nonsense),
            Run.of("verify", extractor, "--trust", pub, "--revoked", nonsense))) {
      assertEquals(ExitCode.FAILED, run.code(), run.err());
      assertTrue(run.sentence().contains("nonsense"), run.sentence());
    }
  }

  @Test
  void edge_noCertificateNorWord_exitsWithThreeBeforeItAsksAnybody() {
    Run run =
        Run.of("edge", extractor, "--source", "dir:" + folder, "--analyzer", "http://localhost:1");

    assertNotMet(run, "colour has no certificate");
  }

  @Test
  void edge_trustAndUncertified_isAUsageError() {
    Run run =
        Run.of(
            "edge",
            extractor,
            "--uncertified",
            "--trust",
            pub,
            "--source",
            "dir:" + folder,
            "--analyzer",
            "http://localhost:1");

    assertEquals(ExitCode.USAGE, run.code());
  }

  /** An edge that would ask nobody, as there is nobody. */
  private Run edge(Object... more) {
    List<Object> command =
        new ArrayList<>(List.of("edge", extractor, "--source", "dir:" + folder, "--trust", pub));
    command.addAll(List.of("--analyzer", "http://localhost:1"));
    command.addAll(List.of(more));
    return Run.of(command.toArray());
  }

  @Test
  void edge_expired_exitsWithThree() {
    certify(0.01, 31);

    assertNotMet(edge("--policy", house, "--weaker-policy"), "the certificate expired at");
  }

  @Test
  void edge_auditorsPolicyAlone_exitsWithThree() {
    certify(0.01, 1);

    assertNotMet(edge(), "does not meet your policy winnow-default 2");
  }

  @Test
  void edge_weakerPolicy_isAUsageErrorThatSaysInWhatItIsWeaker() {
    certify(0.01, 1);

    Run run = edge("--policy", house);

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(
        run.err().contains("house 1 is weaker than winnow-default 2: it is content with quick"),
        run.err());
    assertTrue(run.err().contains("it lacks information.bits <= 2.5"), run.err());
    assertTrue(run.err().contains("--weaker-policy"), run.err());
  }

  @Test
  void edge_weakerPolicyThatIsMeant_isSaidEveryTime() {
    certify(0.2, 1);

    Run run = edge("--policy", house, "--weaker-policy");

    assertNotMet(run, "does not meet your policy house 1");
    assertTrue(run.err().startsWith("note: the policy house 1 is weaker than winnow-default 2: "));
  }

  @Test
  void edge_certified_everyAnswerNamesTheCertificate() throws Exception {
    Digest digest = certify(0.01, 1);
    Path images = Colours.images(folder, 2);
    try (Serving serving = Serving.start(folder.resolve("analyzer"))) {
      Object[] command = {
        "edge",
        extractor,
        "--trust",
        pub,
        "--source",
        "dir:" + images,
        "--analyzer",
        serving.address(),
        "--threads=1",
        "--policy",
        house,
        "--weaker-policy",
        "--secret",
        folder.resolve("noise.key")
      };
      Run text = Run.of(command);
      command[8] = "--json";
      Run json = Run.of(command);

      assertEquals(ExitCode.OK, text.code(), text.err());
      assertEquals(6, text.out().lines().count());
      assertTrue(
          text.out().lines().allMatch(line -> line.endsWith("  certificate " + digest.brief())));
      assertTrue(text.err().contains("meets your policy house 1"), text.err());
      assertTrue(
          json.out().lines().allMatch(line -> line.contains("\"certificate\":\"" + digest + "\"")));
    }
  }
}
