package dev.winnow.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Estimate;
import dev.winnow.core.Json;
import dev.winnow.core.yaml.PlainYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  private static final String YAML =
      """
      name: strict
      version: 2
      about: for tests
      effort: quick
      judge: value
      valid-days: 30
      require:
        - identity.leakage <= 0.05
        - accuracy.balanced >= 0.9
      """;

  private static Policy parse(String yaml) {
    return PolicyFile.parse("p.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static Policy requiring(JudgedStatistic judge, String... lines) {
    return new Policy(
        new PolicyId("test", 1),
        "",
        Effort.QUICK,
        judge,
        1,
        Stream.of(lines).map(Requirement::parse).toList());
  }

  private static Finding finding(String metric, double value, double low, double high) {
    return Finding.of("mlp", metric, "all", new Estimate(value, low, high));
  }

  @Test
  void standard_ofTheJar_isWhatItsPageSays() {
    Policy standard = Policy.standard();

    assertEquals("winnow-default 2", standard.toString());
    assertEquals(
        List.of(
            "identity.information.leakage <= 0.05",
            "identity.leakage <= 0.1",
            "identity.*.information.leakage <= 0.1",
            "identity.*.leakage <= 0.15",
            "information.bits <= 2.5",
            "information.history-bits <= 2.5",
            "verification.auc-above-label <= 0.05",
            "reconstruction.reidentification.top1 <= 3 x chance"),
        standard.requirements().stream().map(Requirement::toString).toList());
    assertEquals(Effort.STANDARD, standard.effort());
    assertEquals(JudgedStatistic.INTERVAL, standard.judge());
    assertEquals(365, standard.validDays());
  }

  @Test
  void toJson_readBack_isTheSamePolicy() {
    Policy policy = parse(YAML);
    byte[] json = Json.line(policy.toJson()).getBytes(StandardCharsets.UTF_8);

    assertEquals(policy, Policy.fromJson(Json.readObject("policy", json)));
  }

  @Test
  void digest_otherWritingOfTheSame_isTheSame() {
    String other = YAML.replace("0.05", "0.050").replace("for tests", "\"for tests\"") + "# bye\n";

    assertEquals(parse(YAML).digest(), parse(other).digest());
  }

  @Test
  void digest_otherLimit_differs() {
    assertFalse(parse(YAML).digest().equals(parse(YAML.replace("0.05", "0.06")).digest()));
  }

  static List<String> brokenPolicies() {
    return List.of(
        "",
        "- a\n",
        YAML + "extra: 1\n",
        YAML + "name: again\n",
        YAML.replace("name: strict\n", ""),
        YAML.replace("name: strict", "name: &a strict"),
        YAML.replace("name: strict", "name: !!str strict"),
        YAML.replace("about: for tests", "about: *a"),
        YAML.replace("name: strict", "name: 7"),
        YAML.replace("name: strict", "name: a b"),
        YAML.replace("version: 2", "version: 0"),
        YAML.replace("version: 2", "version: two"),
        YAML.replace("effort: quick", "effort: hasty"),
        YAML.replace("judge: value", "judge: mood"),
        YAML.replace("valid-days: 30", "valid-days: 4000"),
        YAML.replace("<= 0.05", "< 0.05"),
        YAML.replace("<= 0.05", "<= -1"),
        YAML.replace("<= 0.05", "<= 0.05 x luck"),
        YAML.replace("identity.leakage", "identity..leakage"),
        YAML.replaceAll("(?s)require:.*", "require: []\n"),
        YAML + "---\n" + YAML,
        YAML.replace("for tests", "a: b: c"),
        "\t" + YAML,
        "a: " + "[".repeat(5000),
        YAML.replace("for tests", "\u0000"));
  }

  @ParameterizedTest
  @MethodSource("brokenPolicies")
  void parse_noPolicy_isRefusedByName(String yaml) {
    var e = assertThrows(MalformedPolicyException.class, () -> parse(yaml));

    assertTrue(e.getMessage().startsWith("p.yaml is not a policy: "), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"winnow-default", "winnow-strict", "WINNOW-mine"})
  void parse_anotherTextUnderAStandardsName_isRefused(String name) {
    var e =
        assertThrows(
            MalformedPolicyException.class,
            () -> parse(YAML.replace("name: strict", "name: " + name)));

    assertTrue(e.getMessage().contains("is not " + name + " 2; give it a name"), e.getMessage());
  }

  @Test
  void parse_theStandardItself_isRead() throws IOException {
    try (var in = PolicyTest.class.getResourceAsStream("winnow-default.yaml")) {
      assertEquals(Policy.standard(), PolicyFile.parse("p.yaml", in.readAllBytes()));
    }
  }

  @Test
  void weakerThan_itself_isNot() {
    assertEquals(List.of(), Policy.standard().weakerThan(Policy.standard()));
  }

  @Test
  void weakerThan_stricterAndMore_isNot() {
    Policy mine =
        new Policy(
            new PolicyId("mine", 1),
            "",
            Effort.THOROUGH,
            JudgedStatistic.INTERVAL,
            7,
            Stream.of(
                    "identity.information.leakage <= 0.05",
                    "identity.leakage <= 0.9",
                    "identity.leakage <= 0.04",
                    "identity.*.information.leakage <= 0.1",
                    "identity.*.leakage <= 0",
                    "information.bits <= 2.5",
                    "information.history-bits <= 2",
                    "verification.auc-above-label <= 0.05",
                    "reconstruction.reidentification.top1 <= 2 x chance",
                    "accuracy.loss <= 5")
                .map(Requirement::parse)
                .toList());

    assertEquals(List.of(), mine.weakerThan(Policy.standard()));
    assertFalse(Policy.standard().weakerThan(mine).isEmpty());
  }

  @Test
  void weakerThan_lessInEveryWay_saysEach() {
    Policy mine =
        new Policy(
            new PolicyId("mine", 1),
            "",
            Effort.QUICK,
            JudgedStatistic.VALUE,
            366,
            Stream.of(
                    "identity.leakage <= 0.11",
                    "*.*.leakage <= 0.1",
                    "information.bits >= 2.5",
                    "verification.auc-above-label <= 0.05",
                    "reconstruction.reidentification.top1 <= 0.01")
                .map(Requirement::parse)
                .toList());

    assertEquals(
        List.of(
            "it is content with quick effort, not standard",
            "it judges what was measured, not the end of the interval that leaks more",
            "its certificates hold for 366 days, not 365",
            "it lacks identity.information.leakage <= 0.05",
            "it has identity.leakage <= 0.11, not identity.leakage <= 0.1",
            "it lacks identity.*.information.leakage <= 0.1",
            "it lacks identity.*.leakage <= 0.15",
            "it lacks information.bits <= 2.5",
            "it lacks information.history-bits <= 2.5",
            "it lacks reconstruction.reidentification.top1 <= 3 x chance"),
        mine.weakerThan(Policy.standard()));
  }

  @Test
  void weakerThan_lowerFloor_saysSo() {
    Policy floor = requiring(JudgedStatistic.VALUE, "accuracy.balanced >= 0.9");

    assertEquals(
        List.of("it has accuracy.balanced >= 0.8, not accuracy.balanced >= 0.9"),
        requiring(JudgedStatistic.VALUE, "accuracy.balanced >= 0.8").weakerThan(floor));
    assertEquals(
        List.of(), requiring(JudgedStatistic.VALUE, "accuracy.balanced >= 0.95").weakerThan(floor));
  }

  @Test
  void read_tooLarge_isRefusedUnread(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("large.yaml");
    Files.writeString(file, "#".repeat(PlainYaml.LIMIT + 1));

    var e = assertThrows(MalformedPolicyException.class, () -> Policy.read(file));
    assertTrue(e.getMessage().contains("larger than 65536 bytes"), e.getMessage());
  }

  @Test
  void read_notThere_saysSo(@TempDir Path folder) {
    Path file = folder.resolve("none.yaml");

    var e = assertThrows(MalformedPolicyException.class, () -> Policy.read(file));
    assertTrue(e.getMessage().contains("cannot be read"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "identity.leakage <= 0.05, identity.leakage <= 0.05",
    "identity.leakage  <=  0.0500, identity.leakage <= 0.05",
    "reconstruction.ssim <= 1, reconstruction.ssim <= 1",
    "a.b >= 120.000000001, a.b >= 120.000000001",
    "a.* <= 3.0 x chance, a.* <= 3 x chance",
    "a <= 0, a <= 0"
  })
  void requirement_parsed_hasOneSpelling(String written, String spelt) {
    Requirement requirement = Requirement.parse(written);

    assertEquals(spelt, requirement.toString());
    assertEquals(requirement, Requirement.parse(spelt));
  }

  @ParameterizedTest
  @CsvSource({
    "attribute.*.leakage, attribute.gender.leakage, true",
    "attribute.*, attribute.gender.leakage, false",
    "*.leakage, identity.leakage, true",
    "identity.top1, identity.top5, false"
  })
  void speaksOf_star_isAnyOneSegment(String pattern, String metric, boolean speaks) {
    Requirement requirement = Requirement.parse(pattern + " <= 1");

    assertEquals(speaks, requirement.speaksOf(finding(metric, 0, 0, 0)));
  }

  @Test
  void requirement_limitOfTooManyDecimals_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Requirement("a", Comparison.AT_MOST, 1e-12, false));
  }

  @Test
  void judge_worstOfAllAdversariesAndGroups_decides() {
    Policy policy = requiring(JudgedStatistic.VALUE, "identity.top1 <= 0.2");
    Finding bad = Finding.of("knn", "identity.top1", "gender=f", new Estimate(0.3, 0.2, 0.4));

    Verdict verdict =
        policy.judge(List.of(finding("identity.top1", 0.1, 0, 0.2), bad), Effort.QUICK);

    assertFalse(verdict.passed());
    assertEquals(bad, verdict.judgements().get(0).worst().orElseThrow());
    assertEquals(
        List.of("identity.top1 <= 0.2 is not met: identity.top1 0.300 by knn on gender=f"),
        verdict.complaints());
  }

  @Test
  void judge_byInterval_takesTheEndThatLeaksMore() {
    List<Finding> findings = List.of(finding("a", 0.1, 0.05, 0.25), finding("b", 0.9, 0.7, 0.95));

    assertTrue(
        requiring(JudgedStatistic.VALUE, "a <= 0.2", "b >= 0.8")
            .judge(findings, Effort.QUICK)
            .passed());
    Verdict verdict =
        requiring(JudgedStatistic.INTERVAL, "a <= 0.2", "b >= 0.8").judge(findings, Effort.QUICK);
    assertEquals(2, verdict.complaints().size());
    assertTrue(
        requiring(JudgedStatistic.INTERVAL, "a <= 0.25", "b >= 0.7")
            .judge(findings, Effort.QUICK)
            .passed());
  }

  @Test
  void judge_valueOutsideItsInterval_takesTheWorse() {
    Policy policy = requiring(JudgedStatistic.INTERVAL, "a <= 0.2");

    assertFalse(policy.judge(List.of(finding("a", 0.3, 0.05, 0.1)), Effort.QUICK).passed());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.11, 0.12})
  void judge_timesChance_multipliesWhatGuessingGives(double value) {
    Policy policy = requiring(JudgedStatistic.VALUE, "a <= 3 x chance");
    Finding found = finding("a", value, 0, 1).withChance(0.0375);

    assertEquals(value < 0.1125, policy.judge(List.of(found), Effort.QUICK).passed());
  }

  @Test
  void judge_timesChanceWithoutChance_isNotMet() {
    Verdict verdict =
        requiring(JudgedStatistic.VALUE, "a <= 3 x chance")
            .judge(List.of(finding("a", 0, 0, 0)), Effort.QUICK);

    assertFalse(verdict.passed());
    assertTrue(verdict.complaints().get(0).contains("says nothing of chance"));
  }

  @Test
  void judge_notMeasured_isNotMetAndSaysWhatToDo() {
    Map<String, String> remedies =
        Map.of(
            "information.bits", "build with --epsilon",
            "reconstruction.reidentification.top1", "audit with --recogniser",
            "attribute.age.leakage", "audit with --attribute",
            "accuracy.loss", "audit with --network",
            "identity.leakage", "audit with the labels");
    remedies.forEach(
        (metric, remedy) -> {
          Verdict verdict =
              requiring(JudgedStatistic.VALUE, metric + " <= 1").judge(List.of(), Effort.QUICK);

          assertFalse(verdict.passed());
          String complaint = verdict.complaints().get(0);
          assertTrue(complaint.contains("was not measured; "), complaint);
          assertTrue(complaint.contains(remedy), complaint);
        });
  }

  @Test
  void judge_tooLittleEffort_failsWhateverWasFound() {
    Policy policy = parse(YAML.replace("effort: quick", "effort: thorough"));
    List<Finding> good =
        List.of(finding("identity.leakage", 0, 0, 0), finding("accuracy.balanced", 1, 1, 1));

    Verdict verdict = policy.judge(good, Effort.STANDARD);

    assertEquals("fail", verdict.word());
    assertTrue(verdict.complaints().get(0).contains("standard effort"));
    assertEquals("pass", policy.judge(good, Effort.THOROUGH).word());
  }

  @Test
  void judge_findings_areMarkedIfARequirementSpeaksOfThem() {
    Verdict verdict =
        requiring(JudgedStatistic.VALUE, "a <= 1", "* <= 2")
            .judge(
                List.of(finding("a", 1.5, 1, 2), finding("b", 1.5, 1, 2), finding("c.d", 9, 9, 9)),
                Effort.QUICK);

    assertEquals(
        List.of(Optional.of(false), Optional.of(true), Optional.empty()),
        verdict.findings().stream().map(Finding::met).toList());
  }
}
