package io.chasqui.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final ArchRule NO_FRAMEWORK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..", "java.sql..", "javax.sql..", "org.jobrunr..");

  @Test
  void theContractKnowsNoFramework() {
    NO_FRAMEWORK.check(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.chasqui.contract"));
  }

  @Test
  void theRuleFindsItsCanary() {
    assertThat(
            NO_FRAMEWORK.evaluate(new ClassFileImporter().importPackages("canary")).hasViolation())
        .isTrue();
  }
}
