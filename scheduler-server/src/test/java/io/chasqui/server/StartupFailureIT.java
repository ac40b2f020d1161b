package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.chasqui.testing.JvmZone;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestPorts;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A start that fails names the key and the mend, without a stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureIT {

  private static final String CLIENT = "--spring.security.oauth2.client.registration.company.";
  private static final String PROVIDER = "--spring.security.oauth2.client.provider.company.";

  @Test
  void withoutADatabaseUrl(CapturedOutput output) {
    assertStartFails();

    assertThat(output)
        .contains("spring.datasource.url is not set")
        .contains("SPRING_DATASOURCE_URL=jdbc:postgresql://")
        .doesNotContain("\tat ");
  }

  @Test
  void withAnotherDatabase(CapturedOutput output) {
    assertStartFails("--spring.datasource.url=jdbc:h2:mem:x");

    assertThat(output).contains("spring.datasource.url does not begin with jdbc:postgresql:");
  }

  @Test
  void withADatabaseThatIsAway(CapturedOutput output) {
    assertStartFails(
        "--spring.datasource.url=jdbc:postgresql://localhost:" + TestPorts.free() + "/chasqui",
        "--spring.datasource.hikari.connection-timeout=500");

    assertThat(output)
        .contains("PostgreSQL cannot be reached")
        .contains("Start PostgreSQL, or correct host and port in spring.datasource.url");
  }

  @Test
  void withADatabaseThatDoesNotExist(CapturedOutput output) {
    String url = TestDatabase.fresh().url().replaceAll("/test_[0-9]+", "/nowhere");

    assertStartFails("--spring.datasource.url=" + url);

    assertThat(output).contains("The database does not exist").contains("spring.datasource.url");
  }

  /** An old name of Java's; as when a machine's zone is younger than PostgreSQL's zones. */
  @Test
  void withATimeZoneThatTheDatabaseDoesNotKnow(CapturedOutput output) {
    String url = TestDatabase.fresh().url();

    try (JvmZone zone = JvmZone.ofJavaAlone("PLT")) {
      assertStartFails("--spring.datasource.url=" + url);
    }

    assertThat(output)
        .contains("PostgreSQL does not know this machine's time zone")
        .contains("-Duser.timezone=UTC")
        .doesNotContain("\tat ");
  }

  @Test
  void withMisspeltKeys(CapturedOutput output) {
    assertStartFails(
        "--spring.datasource.url=jdbc:postgresql://localhost:1/nowhere",
        "--chasqui.schedule.defautl-delay=a-secret",
        "--chasqui.shcedule.maxRequestSize=1MB",
        "--chasqui.login.users[0].pasword-hash=x",
        "--chasqui.storage.s3.bucket.name=x",
        "--chasqui.frobnication=on");

    assertThat(output)
        .contains(
            "chasqui.schedule.defautl-delay is unknown; did you mean"
                + " chasqui.schedule.default-delay?")
        .contains(
            "shcedule.maxRequestSize is unknown; did you mean"
                + " chasqui.schedule.max-request-size?")
        .contains(
            "users[0].pasword-hash is unknown; did you mean"
                + " chasqui.login.users[0].password-hash?")
        .contains("chasqui.storage.s3.bucket.name is unknown")
        .contains("chasqui.frobnication is unknown.")
        .doesNotContain("a-secret")
        .doesNotContain("\tat ");
  }

  @Test
  void withAnArgumentThatIsNoSetting(CapturedOutput output) {
    assertStartFailsWithDatabase("--debug", "5m");

    assertThat(output).contains("The argument \"5m\" means nothing here.").doesNotContain("\tat ");
  }

  @Test
  void withABadDelay(CapturedOutput output) {
    assertStartFailsWithDatabase("--chasqui.schedule.default-delay=-1m");

    assertThat(output)
        .contains("chasqui.schedule.default-delay ")
        .contains("docs/configuration.md");
  }

  @Test
  void withAnUnknownStorage(CapturedOutput output) {
    assertStartFailsWithDatabase("--chasqui.storage.type=tape");

    assertThat(output).contains("chasqui.storage.type").contains("DIRECTORY").contains("HTTP");
  }

  @Test
  void withAnUnknownPublisher(CapturedOutput output) {
    assertStartFailsWithDatabase("--chasqui.events.publishers=pigeon");

    assertThat(output).contains("chasqui.events.publishers").contains("KAFKA").contains("RABBITMQ");
  }

  @Test
  void withRabbitmqAndNoAddress(CapturedOutput output) {
    assertStartFailsWithDatabase("--chasqui.events.publishers=rabbitmq");

    assertThat(output)
        .contains("chasqui.events.rabbitmq.uri is not set")
        .contains("docs/events.md");
  }

  @Test
  void withHttpStorageAndNoAddress(CapturedOutput output) {
    assertStartFailsWithDatabase("--chasqui.storage.type=http");

    assertThat(output)
        .contains("chasqui.storage.http.base-url is not set")
        .contains("GET {base-url}/{correlationId}");
  }

  @Test
  void withABadNetwork(CapturedOutput output) {
    assertStartFailsWithDatabase("--chasqui.http.allowed-networks=10.0.0.0/8,home");

    assertThat(output)
        .contains("chasqui.http.allowed-networks holds 'home'")
        .doesNotContain("\tat ");
  }

  @Test
  void withAContactFormThatTellsNobody(CapturedOutput output) {
    assertStartFailsWithDatabase("--chasqui.contact.recipients=the desk");

    assertThat(output)
        .contains(
            "chasqui.contact.recipients has a wrong entry: number 1 is not one e-mail address")
        .doesNotContain("\tat ");
  }

  @Test
  void withAStorageDirectoryThatIsAFile(CapturedOutput output) {
    assertStartFailsWithDatabase("--chasqui.storage.directory.path=pom.xml");

    assertThat(output).contains("chasqui.storage.directory.path cannot be used");
  }

  @Test
  void withHeadersThatEveryCallerCouldWrite(CapturedOutput output) {
    assertStartFailsWithDatabase("--server.forward-headers-strategy=framework");

    assertThat(output)
        .contains("server.forward-headers-strategy would let every caller say")
        .contains("Set it to native")
        .doesNotContain("\tat ");
  }

  @Test
  void withAPortOfTheDashboardsOwn(CapturedOutput output) {
    assertStartFailsWithDatabase("--jobrunr.dashboard.enabled=true");

    assertThat(output).contains("jobrunr.dashboard.enabled").contains("/dashboard");
  }

  @Test
  void withAPasswordInPlaceOfItsHash(CapturedOutput output) {
    assertStartFailsWithDatabase(
        "--chasqui.login.users[0].name=ana",
        "--chasqui.login.users[0].role=viewer",
        "--chasqui.login.users[0].password-hash=not-for-every-eye");

    assertThat(output)
        .contains("chasqui.login.users has a password-hash that is none")
        .contains("users hash-password")
        .doesNotContain("not-for-every-eye")
        .doesNotContain("\tat ");
  }

  @Test
  void withAnOpenIdProviderThatIsNotAskedWhoAPersonIs(CapturedOutput output) {
    try (OpenIdProvider provider = new OpenIdProvider()) {
      assertStartFailsWithDatabase(
          CLIENT + "client-id=chasqui",
          CLIENT + "scope=profile",
          PROVIDER + "issuer-uri=" + provider.issuer());
    }

    assertThat(output)
        .contains("spring.security.oauth2.client.registration.company.scope does not name openid")
        .doesNotContain("\tat ");
  }

  @Test
  void withAPersonOfAnUnknownRole(CapturedOutput output) {
    assertStartFailsWithDatabase(
        "--chasqui.login.users[0].name=ana", "--chasqui.login.users[0].role=king");

    assertThat(output).contains("chasqui.login.users[0].role");
  }

  @Test
  void withoutAnyRequestForAKey(CapturedOutput output) {
    assertStartFailsWithDatabase("--chasqui.api.requests-per-minute=0");

    assertThat(output).contains("chasqui.api.requests-per-minute ");
  }

  @Test
  void withAnOpenIdProviderWhoseNameIsNotTold(CapturedOutput output) {
    assertStartFailsWithDatabase(
        CLIENT + "client-id=chasqui",
        CLIENT + "scope=openid",
        CLIENT + "authorization-grant-type=authorization_code",
        CLIENT + "redirect-uri={baseUrl}/login/oauth2/code/company",
        PROVIDER + "authorization-uri=http://localhost:1/authorize",
        PROVIDER + "token-uri=http://localhost:1/token",
        PROVIDER + "jwk-set-uri=http://localhost:1/keys");

    assertThat(output)
        .contains("spring.security.oauth2.client.provider.company.issuer-uri is not set");
  }

  @Test
  void withAnOpenIdProviderThatIsAway(CapturedOutput output) {
    assertStartFailsWithDatabase(
        CLIENT + "client-id=chasqui",
        CLIENT + "scope=openid",
        PROVIDER + "issuer-uri=http://localhost:" + TestPorts.free());

    assertThat(output)
        .contains("spring.security.oauth2.client.provider has a provider that cannot be asked")
        .contains("Correct its issuer-uri")
        .doesNotContain("\tat ");
  }

  private static void assertStartFailsWithDatabase(String... settings) {
    TestDatabase database = TestDatabase.fresh();
    String[] all = Arrays.copyOf(settings, settings.length + 2);
    all[settings.length] = "--spring.datasource.url=" + database.url();
    all[settings.length + 1] = "--spring.datasource.username=postgres";
    assertStartFails(all);
  }

  private static void assertStartFails(String... settings) {
    String[] all = new String[settings.length + 1];
    System.arraycopy(settings, 0, all, 0, settings.length);
    all[settings.length] = "--server.port=0";
    assertThat(catchThrowable(() -> SpringApplication.run(SchedulerServerApplication.class, all)))
        .isNotNull();
  }
}
