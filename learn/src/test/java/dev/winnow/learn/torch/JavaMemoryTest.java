package dev.winnow.learn.torch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.Buffer;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Arrays in memory of Java's, which DJL frees under PyTorch's eyes, are made in one place each. */
class JavaMemoryTest {
  private static final ArchRule ARRAYS_ARE_MADE_BY_TORCH =
      nobodyBut(Torch.class, "makes an array of Java's numbers", JavaMemoryTest::isOfJavasNumbers);
  private static final ArchRule NUMBERS_ARE_TAKEN_BY_SCALARS =
      nobodyBut(Scalars.class, "takes a number in Java", JavaMemoryTest::takesANumber);

  @Test
  void learn_allOfIt_leavesMemoryOfJavaToTorchAndScalars() {
    var learn =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.winnow.learn");

    ARRAYS_ARE_MADE_BY_TORCH.check(learn);
    NUMBERS_ARE_TAKEN_BY_SCALARS.check(learn);
  }

  @Test
  void classThatMakesArraysItself_isFound() {
    var careless = new ClassFileImporter().importClasses(Careless.class);

    assertEquals(3, violations(ARRAYS_ARE_MADE_BY_TORCH, careless));
    assertEquals(3, violations(NUMBERS_ARE_TAKEN_BY_SCALARS, careless));
  }

  private static int violations(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails().size();
  }

  /** Each of these has a safe form beside it, which is not complained of. */
  static final class Careless {
    static NDArray made(NDManager manager, NDArray x) {
      x.set(new float[] {1});
      NDArray safe = manager.zeros(x.getShape()).add(x).mul(manager.ones(x.getShape()));
      return safe.mul(2)
          .maximum(1)
          .cbrt()
          .add(manager.create(3).add(manager.create(new long[] {1})));
    }
  }

  private static ArchRule nobodyBut(Class<?> one, String does, Predicate<CodeUnitCallTarget> isIt) {
    return noClasses()
        .that()
        .areNotAssignableTo(one)
        .should()
        .accessTargetWhere(
            DescribedPredicate.<JavaAccess<?>>describe(
                does,
                access ->
                    access.getTarget() instanceof CodeUnitCallTarget
                        && isOfDjl(access.getTargetOwner())
                        && isIt.test((CodeUnitCallTarget) access.getTarget())));
  }

  private static boolean isOfDjl(JavaClass type) {
    return type.getPackageName().startsWith("ai.djl");
  }

  private static boolean isOfJavasNumbers(CodeUnitCallTarget target) {
    return target.getOwner().isAssignableTo(NDManager.class)
        ? target.getName().equals("create")
        : target.getName().equals("set") && parameters(target).anyMatch(JavaMemoryTest::isNumbers);
  }

  private static boolean isNumbers(JavaClass type) {
    return type.isArray() || type.isAssignableTo(Buffer.class);
  }

  /** The cube root of DJL's is a power of its own number. */
  private static boolean takesANumber(CodeUnitCallTarget target) {
    return target.getName().equals("cbrt")
        || parameters(target).anyMatch(type -> type.isEquivalentTo(Number.class));
  }

  private static Stream<JavaClass> parameters(CodeUnitCallTarget target) {
    return List.copyOf(target.getRawParameterTypes()).stream();
  }
}
