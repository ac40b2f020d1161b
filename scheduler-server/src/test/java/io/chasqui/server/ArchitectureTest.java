package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.chasqui.server.report.KnowsAnotherFeature;
import io.chasqui.testing.ArchitectureRules;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final JavaClasses product = ArchitectureRules.productionClasses();
  private static final FeatureRules features = new FeatureRules(product);

  @TestFactory
  Stream<DynamicTest> theServerKeepsEveryRule() {
    return ArchitectureRules.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(product)));
  }

  @Test
  void featuresUseOnlyWhatTheirPackageNames() {
    features.featuresUseOnlyWhatTheirPackageNames().check(product);
  }

  @Test
  void noFeaturesUseEachOther() {
    assertThat(features.inACircle()).isEmpty();
  }

  @Test
  void noFeatureNamesAnotherInVain() {
    assertThat(features.namedInVain()).isEmpty();
  }

  @Test
  void aCircleOfFeaturesIsFound() {
    Map<String, Set<String>> table =
        Map.of("a", Set.of("b", "api"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("api"));

    assertThat(FeatureRules.inACircle(table)).containsExactlyInAnyOrder("a", "b", "c");
  }

  static Stream<ArchRule> rulesOfFeatures() {
    return Stream.of(
        features.featuresUseOnlyWhatTheirPackageNames(),
        ArchitectureRules.ONLY_ROOTS_OF_FEATURES_ARE_SHARED);
  }

  @ParameterizedTest
  @MethodSource("rulesOfFeatures")
  void theCanaryOfFeaturesIsCaught(ArchRule rule) {
    JavaClasses canary = new ClassFileImporter().importClasses(KnowsAnotherFeature.class);

    assertThat(rule.evaluate(canary).hasViolation()).isTrue();
  }
}
