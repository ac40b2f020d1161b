package io.chasqui.server;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.chasqui.server.api.MayUse;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who may use whom among the server's features, as each says in its own package. */
final class FeatureRules {

  private static final String SERVER = "io.chasqui.server.";

  /** A feature, and those that it may use. */
  private final Map<String, Set<String>> mayUse = new HashMap<>();

  private final JavaClasses product;

  /** By what the packages among these classes say. */
  FeatureRules(JavaClasses product) {
    this.product = product;
    for (JavaPackage feature : product.getPackage("io.chasqui.server").getSubpackages()) {
      feature
          .tryGetAnnotationOfType(MayUse.class)
          .ifPresent(
              others -> mayUse.put(feature.getRelativeName(), Set.copyOf(List.of(others.value()))));
    }
  }

  ArchRule featuresUseOnlyWhatTheirPackageNames() {
    return ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("io.chasqui.server.*..")
        .should(useOnlyWhatTheirPackageNames());
  }

  /** Features that may use each other, be it through others; none may. */
  Set<String> inACircle() {
    return inACircle(mayUse);
  }

  static Set<String> inACircle(Map<String, Set<String>> table) {
    Map<String, Set<String>> left = new HashMap<>(table);
    boolean someUseNoneThatIsLeft;
    do {
      someUseNoneThatIsLeft =
          left.values().removeIf(used -> Collections.disjoint(used, Set.copyOf(left.keySet())));
    } while (someUseNoneThatIsLeft);
    return left.keySet();
  }

  /** What features name by {@link MayUse} and do not use. */
  Set<String> namedInVain() {
    Set<String> named = new TreeSet<>();
    mayUse.forEach((user, others) -> others.forEach(used -> named.add(user + " " + used)));
    product.stream()
        .filter(FeatureRules::isOfAFeature)
        .forEach(
            user ->
                user.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(FeatureRules::isOfAFeature)
                    .forEach(used -> named.remove(feature(user) + " " + feature(used))));
    return named;
  }

  private ArchCondition<JavaClass> useOnlyWhatTheirPackageNames() {
    return new ArchCondition<>("use only features that their package names by @MayUse") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        user.getDirectDependenciesFromSelf().stream()
            .filter(use -> isOfAFeature(use.getTargetClass()))
            .filter(use -> !feature(use.getTargetClass()).equals(feature(user)))
            .filter(use -> !mayUse(feature(user), feature(use.getTargetClass())))
            .forEach(use -> events.add(SimpleConditionEvent.violated(user, use.getDescription())));
      }
    };
  }

  private static boolean isOfAFeature(JavaClass type) {
    return type.getPackageName().startsWith(SERVER);
  }

  private boolean mayUse(String user, String used) {
    return mayUse.getOrDefault(user, Set.of()).contains(used);
  }

  private static String feature(JavaClass type) {
    return type.getPackageName().substring(SERVER.length()).split("\\.")[0];
  }
}
