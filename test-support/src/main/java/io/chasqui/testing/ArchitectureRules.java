package io.chasqui.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of the house. Each has a canary that breaks it, in the packages {@code canary}. */
public final class ArchitectureRules {

  private static final Set<String> TIME_TYPES =
      Set.of(
          Instant.class.getName(),
          LocalDate.class.getName(),
          LocalDateTime.class.getName(),
          OffsetDateTime.class.getName(),
          ZonedDateTime.class.getName());

  public static final ArchRule ONLY_JOBS_PACKAGES_KNOW_JOBRUNR =
      noClasses()
          .that()
          .resideOutsideOfPackages("..jobs..", "io.chasqui.worker.jobrunr")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jobrunr..");

  public static final ArchRule SERVER_DOES_NOT_KNOW_WORKERS =
      noClasses()
          .that()
          .resideInAnyPackage("io.chasqui.server..", "canary.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.chasqui.worker..", "canary.worker..")
          .allowEmptyShould(true);

  /** A channel knows of the worker it runs in what that offers to channels, no more. */
  public static final ArchRule CHANNELS_KNOW_WHAT_WORKERS_OFFER =
      noClasses()
          .that()
          .resideInAnyPackage("io.chasqui.email..", "io.chasqui.messaging..", "canary.messaging..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.chasqui.worker..", "canary.worker..")
                  .and(
                      resideOutsideOfPackages(
                          "io.chasqui.worker",
                          "io.chasqui.worker.http",
                          "io.chasqui.worker.report")))
          .allowEmptyShould(true);

  /** Or one channel could not be changed, or shipped apart, without looking at the others. */
  public static final ArchRule CHANNELS_DO_NOT_KNOW_EACH_OTHER =
      slices().matching("..messaging.(*)..").should().notDependOnEachOther().allowEmptyShould(true);

  public static final ArchRule WORKERS_DO_NOT_KNOW_THE_SERVER =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.chasqui.worker..",
              "io.chasqui.email..",
              "io.chasqui.messaging..",
              "canary.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.chasqui.server..", "canary.server..")
          .allowEmptyShould(true);

  public static final ArchRule TIME_COMES_FROM_THE_CLOCK =
      noClasses()
          .should()
          .callMethodWhere(
              describe("it asks the system for the time", ArchitectureRules::asksTheSystemForTime))
          .orShould()
          .callConstructor(Date.class);

  /**
   * {@code io.chasqui.platform.db.Times} gives times to the database and takes them from it. JDBC's
   * own types are the wall clock of the JVM's zone: in an array they go without their offset.
   */
  public static final ArchRule TIMES_KEEP_THEIR_OFFSET =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.sql\\.(Timestamp|Date|Time)")
          .orShould()
          .callMethodWhere(
              describe("it reads or writes one of JDBC's times", ArchitectureRules::isJdbcTime))
          .orShould()
          .callMethod(ZoneId.class, "systemDefault");

  /** Or an adapter could not be changed, added or taken away without looking elsewhere. */
  public static final ArchRule ONLY_ROOTS_OF_FEATURES_ARE_SHARED =
      classes().should(new TypesBelowRoots());

  public static final ArchRule PLATFORM_KNOWS_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage("..platform..")
          .should()
          .dependOnClassesThat(
              describe(
                  "are ours and not of the platform",
                  type ->
                      (type.getPackageName().startsWith("io.chasqui")
                              || type.getPackageName().startsWith("canary"))
                          && !type.getPackageName().contains("platform")));

  public static final ArchRule WEB_AND_STORE_ARE_PACKAGE_PRIVATE =
      classes()
          .that()
          .resideInAnyPackage("..web..", "..store..")
          .and()
          .areTopLevelClasses()
          .should()
          .notBePublic()
          .allowEmptyShould(true);

  /**
   * SECURITY.md says of each why it is not used: it has a vulnerability that is not mended here.
   */
  public static final ArchRule NOTHING_IS_USED_THAT_STAYS_VULNERABLE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "org\\.springframework\\..*\\.("
                  + "UrlHandlerFilter|UrlFilenameViewController|XsltView\\w*|SpringTemplateLoader"
                  + "|SseEmitter|ServerSentEvent|FragmentsRendering|RouterFunctions?|ServerResponse"
                  + "|ModelAttribute|WebDataBinder|DataBinder|EscapedErrors"
                  + "|SpelExpressionParser|SimpleEvaluationContext|SpelCompiler"
                  + "|DPoP\\w*|AesBytesEncryptor|DigestAuthenticationFilter"
                  + "|KeyBasedPersistenceTokenService)(\\$.*)?");

  /** It knows IDNA2003 alone, which makes some domains others; DomainName does it. */
  public static final ArchRule NO_DOMAIN_IS_MADE_ANOTHER =
      noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.net.IDN");

  /** Such a stream has a connection of the pool until it is closed; a list is as good. */
  public static final ArchRule NO_CONNECTION_IS_KEPT_BY_A_STREAM =
      noClasses()
          .should()
          .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
          .orShould()
          .callMethodWhere(
              describe(
                  "it streams rows",
                  call ->
                      call.getName().equals("queryForStream")
                          && call.getTargetOwner()
                              .getPackageName()
                              .startsWith("org.springframework.jdbc.core")));

  /** Who wants to know what lies in another feature's table asks at that feature's root. */
  public static final ArchRule TABLES_ARE_NAMED_BY_THEIR_OWNERS =
      classes().should(new TablesOfOthers());

  /** Or field names, and words of protocols, would be spelt as the machine's language spells. */
  public static final ArchRule PROGRAMS_FORGET_THE_MACHINES_LOCALE =
      methods()
          .that()
          .areStatic()
          .and()
          .haveName("main")
          .should(
              new ArchCondition<JavaMethod>("set the locale first") {
                @Override
                public void check(JavaMethod main, ConditionEvents events) {
                  boolean isSet =
                      main.getMethodCallsFromSelf().stream()
                          .map(JavaMethodCall::getTarget)
                          .anyMatch(
                              target ->
                                  target.getOwner().isEquivalentTo(Locale.class)
                                      && target.getName().equals("setDefault"));
                  events.add(new SimpleConditionEvent(main, isSet, main.getFullName()));
                }
              })
          .allowEmptyShould(true);

  private ArchitectureRules() {}

  /** Every rule. */
  public static List<ArchRule> all() {
    return List.of(
        ONLY_JOBS_PACKAGES_KNOW_JOBRUNR,
        SERVER_DOES_NOT_KNOW_WORKERS,
        WORKERS_DO_NOT_KNOW_THE_SERVER,
        CHANNELS_KNOW_WHAT_WORKERS_OFFER,
        CHANNELS_DO_NOT_KNOW_EACH_OTHER,
        TIME_COMES_FROM_THE_CLOCK,
        TIMES_KEEP_THEIR_OFFSET,
        ONLY_ROOTS_OF_FEATURES_ARE_SHARED,
        PLATFORM_KNOWS_NOTHING_OF_OURS,
        WEB_AND_STORE_ARE_PACKAGE_PRIVATE,
        NOTHING_IS_USED_THAT_STAYS_VULNERABLE,
        NO_DOMAIN_IS_MADE_ANOTHER,
        NO_CONNECTION_IS_KEPT_BY_A_STREAM,
        TABLES_ARE_NAMED_BY_THEIR_OWNERS,
        PROGRAMS_FORGET_THE_MACHINES_LOCALE);
  }

  /** The classes of the product, without its tests. */
  public static JavaClasses productionClasses() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(location -> !location.contains("-tests.jar"))
        .withImportOption(location -> !location.contains("/test-support/"))
        // What the build makes of templates knows what each of them shows.
        .withImportOption(location -> !location.contains("/server/console/views/"))
        .importPackages("io.chasqui");
  }

  private static boolean asksTheSystemForTime(JavaMethodCall call) {
    String owner = call.getTargetOwner().getName();
    return TIME_TYPES.contains(owner) && call.getName().equals("now")
        || owner.equals(System.class.getName()) && call.getName().equals("currentTimeMillis")
        || owner.equals(java.time.Clock.class.getName())
            && call.getName().startsWith("system")
            && !call.getOriginOwner().getPackageName().equals("io.chasqui.platform");
  }

  private static boolean isJdbcTime(JavaMethodCall call) {
    return call.getTargetOwner().getPackageName().equals("java.sql")
        && call.getName().matches("(get|set|update)(Timestamp|Date|Time)");
  }
}
