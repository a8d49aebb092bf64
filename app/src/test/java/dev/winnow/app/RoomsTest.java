package dev.winnow.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The import table of ARCHITECTURE.md: which room may know which. */
class RoomsTest {
  private static final JavaClasses WINNOW =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.winnow");

  @ParameterizedTest
  @CsvSource({
    "core, ''",
    "noise, core",
    "data, core",
    "onnx, core",
    "zoo, core onnx",
    "learn, core data onnx",
    "privacy, core data onnx learn",
    "trust, core noise",
    "wire, core",
    "edge, core noise data onnx trust wire",
    "analyzer, core onnx wire",
    "audit, core noise data onnx learn privacy trust",
    "app, core noise data onnx zoo learn privacy trust wire edge analyzer audit"
  })
  void room_anyClass_knowsOnlyTheRoomsOfTheTable(String room, String known) {
    Set<String> allowed = Set.of((room + " " + known).trim().split(" +"));
    classes()
        .that()
        .resideInAPackage("dev.winnow." + room)
        .should()
        .onlyDependOnClassesThat(outsideOrIn(allowed))
        .check(WINNOW);
  }

  @ParameterizedTest
  @CsvSource({
    "ai.onnxruntime.., onnx",
    "ai.onnx.., onnx",
    "ai.djl.., learn",
    "org.ejml.., learn",
    "com.fasterxml.jackson.dataformat.., trust",
    "org.yaml.., trust",
    "com.linecorp.armeria.., analyzer",
    "io.grpc.., analyzer",
    "javax.imageio.., data",
    "java.net.http.., edge",
    "picocli.., app"
  })
  void library_outsideItsRoom_isUnknown(String library, String room) {
    noClasses()
        .that()
        .resideInAPackage("dev.winnow..")
        .and()
        .resideOutsideOfPackage("dev.winnow." + room)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(WINNOW);
  }

  @Test
  void rooms_together_haveNoCycle() {
    slices().matching("dev.winnow.(*)").should().beFreeOfCycles().check(WINNOW);
  }

  private static DescribedPredicate<JavaClass> outsideOrIn(Set<String> rooms) {
    return DescribedPredicate.describe(
        "are in the rooms " + rooms + " or no room at all",
        type ->
            !type.getPackageName().startsWith("dev.winnow.")
                || rooms.contains(type.getPackageName().substring("dev.winnow.".length())));
  }
}
