package io.chasqui;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import canary.feature.KnowsItsAdapter;
import canary.feature.NamesATableOfAnother;
import canary.feature.web.PublicController;
import canary.feature.web.page.BelongsToAnAdapter;
import canary.messaging.push.KnowsItsSibling;
import canary.other.KnowsAnothersAdapter;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.chasqui.testing.ArchitectureRules;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

  private static final Map<ArchRule, String> CANARIES =
      Map.ofEntries(
          entry(ArchitectureRules.ONLY_JOBS_PACKAGES_KNOW_JOBRUNR, "KnowsJobRunr"),
          entry(ArchitectureRules.SERVER_DOES_NOT_KNOW_WORKERS, "KnowsAWorker"),
          entry(ArchitectureRules.WORKERS_DO_NOT_KNOW_THE_SERVER, "KnowsTheServer"),
          entry(ArchitectureRules.CHANNELS_KNOW_WHAT_WORKERS_OFFER, "KnowsItsConsumer"),
          entry(ArchitectureRules.CHANNELS_DO_NOT_KNOW_EACH_OTHER, "KnowsItsSibling"),
          entry(ArchitectureRules.TIME_COMES_FROM_THE_CLOCK, "AsksTheSystemForTime"),
          entry(ArchitectureRules.TIMES_KEEP_THEIR_OFFSET, "LosesTheOffset"),
          entry(ArchitectureRules.ONLY_ROOTS_OF_FEATURES_ARE_SHARED, "KnowsItsAdapter"),
          entry(ArchitectureRules.PLATFORM_KNOWS_NOTHING_OF_OURS, "KnowsAFeature"),
          entry(ArchitectureRules.WEB_AND_STORE_ARE_PACKAGE_PRIVATE, "PublicController"),
          entry(ArchitectureRules.NOTHING_IS_USED_THAT_STAYS_VULNERABLE, "SendsServerSentEvents"),
          entry(ArchitectureRules.NO_DOMAIN_IS_MADE_ANOTHER, "MakesADomainAnother"),
          entry(ArchitectureRules.NO_CONNECTION_IS_KEPT_BY_A_STREAM, "KeepsAConnection"),
          entry(ArchitectureRules.TABLES_ARE_NAMED_BY_THEIR_OWNERS, "NamesATableOfAnother"),
          entry(ArchitectureRules.PROGRAMS_FORGET_THE_MACHINES_LOCALE, "SpeaksAsTheMachineDoes"));

  @TestFactory
  Stream<DynamicTest> theProductKeepsEveryRule() {
    JavaClasses product = ArchitectureRules.productionClasses();
    return rules(rule -> rule.check(product));
  }

  @TestFactory
  Stream<DynamicTest> everyRuleFindsItsCanary() {
    JavaClasses canaries = new ClassFileImporter().importPackages("canary");
    return rules(
        rule -> {
          List<String> violations = rule.evaluate(canaries).getFailureReport().getDetails();
          assertThat(violations).anyMatch(found -> found.contains(CANARIES.get(rule)));
        });
  }

  @Test
  void everyRuleHasACanary() {
    assertThat(CANARIES.keySet()).containsExactlyInAnyOrderElementsOf(ArchitectureRules.all());
  }

  /** However the statement is written; {@code USING} and a list may hide a table. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alert",
        "contact_message",
        "event_outbox",
        "idempotency_key",
        "jobrunr_jobs",
        "rate_limit",
        "report"
      })
  void aTableOfAnotherFeatureIsFoundWhereverItStands(String table) {
    JavaClasses canary = new ClassFileImporter().importClasses(NamesATableOfAnother.class);

    assertThat(
            ArchitectureRules.TABLES_ARE_NAMED_BY_THEIR_OWNERS
                .evaluate(canary)
                .getFailureReport()
                .getDetails())
        .anyMatch(found -> found.contains("the table " + table + " of"));
  }

  /** By the root above it, a package beside it, or another feature. */
  @ParameterizedTest
  @ValueSource(classes = {KnowsItsAdapter.class, KnowsItsSibling.class, KnowsAnothersAdapter.class})
  void aPackageBelowARootIsFoundWhoeverKnowsIt(Class<?> user) {
    JavaClasses canary = new ClassFileImporter().importClasses(user);

    assertThat(ArchitectureRules.ONLY_ROOTS_OF_FEATURES_ARE_SHARED.evaluate(canary).hasViolation())
        .isTrue();
  }

  @Test
  void aPackageBelowARootMayKnowItself() {
    JavaClasses own =
        new ClassFileImporter().importClasses(BelongsToAnAdapter.class, PublicController.class);

    ArchitectureRules.ONLY_ROOTS_OF_FEATURES_ARE_SHARED.check(own);
  }

  private static Stream<DynamicTest> rules(java.util.function.Consumer<ArchRule> check) {
    return ArchitectureRules.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> check.accept(rule)));
  }
}
