package dev.winnow.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.winnow.edge.planted.Trespasser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The import table of ARCHITECTURE.md: which module may know which. */
class ModuleBoundariesTest {
  private static final String ROOT = "dev.winnow.";
  private static final JavaClasses WINNOW =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.winnow");

  @ParameterizedTest
  @CsvSource({
    "core, ''",
    "noise, core",
    "data, core",
    "image, core data",
    "video, core data image audio",
    "audio, core data",
    "voice, core data audio onnx",
    "series, core data",
    "modalities, core data image audio series",
    "synthesis, core data audio",
    "portraits, core data image synthesis",
    "onnx, core",
    "detection, core data image onnx",
    "mask, core data image onnx detection video",
    "zoo, core onnx",
    "learn, core data onnx",
    "attack, core data onnx learn",
    "trust, core noise",
    "wire, core",
    "cli, core trust",
    "edge, core noise data modalities onnx trust wire cli",
    "analyzer, core onnx wire",
    "tagger, core data image onnx detection wire analyzer",
    "speech, core data audio wire analyzer",
    "audit, core noise data image onnx learn attack trust",
    "maskaudit, core data image onnx learn attack trust audit detection video mask",
    "voiceaudit, core data audio voice onnx attack trust audit speech",
    "build, core noise data onnx learn attack analyzer audit",
    "app, core noise data image audio series modalities synthesis portraits onnx detection zoo learn attack trust wire cli edge analyzer tagger speech audit build mask video maskaudit voice voiceaudit"
  })
  void module_anyClass_knowsOnlyTheModulesOfTheTable(String module, String known) {
    rule(module, known).check(WINNOW);
  }

  /** A class of the edge that knows the analyzer is found, though it lies in a sub-package. */
  @Test
  void module_classOfASubPackage_isHeldToTheTableToo() {
    JavaClasses trespasser = new ClassFileImporter().importClasses(Trespasser.class);

    var found = rule("edge", "core noise data modalities onnx trust wire cli").evaluate(trespasser);

    assertTrue(found.hasViolation());
    assertFalse(rule("edge", "analyzer").evaluate(trespasser).hasViolation());
  }

  @ParameterizedTest
  @CsvSource({
    "ai.onnxruntime.., onnx",
    "ai.onnx.., onnx",
    "ai.djl.., learn",
    "org.ejml.., learn",
    "org.jtransforms.., audio",
    "com.fasterxml.jackson.dataformat.., core.yaml",
    "org.yaml.., core.yaml",
    "com.linecorp.armeria.., analyzer",
    "io.grpc.., analyzer",
    "javax.imageio.., 'image video'",
    "edu.cmu.sphinx.., speech",
    "com.sun.speech.., synthesis",
    "javax.speech.., none",
    "org.bytedeco.., 'video mask'",
    "java.net.http.., edge",
    "com.hivemq.., edge.source",
    "java.sql.., edge.outbox",
    "org.sqlite.., edge.outbox",
    "javax.sound.., 'voice synthesis'",
    "picocli.., 'cli edge app'"
  })
  void library_outsideItsModules_isUnknown(String library, String modules) {
    noClasses()
        .that()
        .resideInAPackage("dev.winnow..")
        .and()
        .resideOutsideOfPackages(
            Stream.of(modules.split(" ")).map(name -> ROOT + name + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(WINNOW);
  }

  @Test
  void modules_together_haveNoCycle() {
    slices().matching("dev.winnow.(*)..").should().beFreeOfCycles().check(WINNOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"learn", "attack"})
  void packages_ofAModule_haveNoCycle(String module) {
    slices().matching("dev.winnow." + module + ".(*)..").should().beFreeOfCycles().check(WINNOW);
  }

  @Test
  void classes_ofAllModules_haveNamesOfTheirOwn() {
    Map<String, List<String>> places = named(JavaClass::getSimpleName, JavaClass::getPackageName);
    places.values().removeIf(packages -> packages.size() == 1);

    assertEquals(Map.of(), places);
  }

  /** A package of more is parted. */
  @Test
  void packages_ofAllModules_holdAtMost45Classes() {
    Map<String, List<String>> held = named(JavaClass::getPackageName, JavaClass::getSimpleName);
    held.values().removeIf(classes -> classes.size() <= 45);

    assertEquals(Map.of(), held);
  }

  private static Map<String, List<String>> named(
      Function<JavaClass, String> key, Function<JavaClass, String> value) {
    return WINNOW.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .collect(
            Collectors.groupingBy(
                key, TreeMap::new, Collectors.mapping(value, Collectors.toList())));
  }

  private static ArchRule rule(String module, String known) {
    Set<String> allowed = Set.of((module + " " + known).trim().split(" +"));
    return classes()
        .that()
        .resideInAPackage("dev.winnow." + module + "..")
        .should()
        .onlyDependOnClassesThat(outsideOrIn(allowed));
  }

  private static DescribedPredicate<JavaClass> outsideOrIn(Set<String> modules) {
    return DescribedPredicate.describe(
        "are in the modules " + modules + " or no module at all",
        type -> module(type).map(modules::contains).orElse(true));
  }

  /** The segment after {@code dev.winnow.}, whatever follows. */
  private static Optional<String> module(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT)
        ? Optional.of(name.substring(ROOT.length()).split("\\.", 2)[0])
        : Optional.empty();
  }
}
