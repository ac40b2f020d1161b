package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Where nobody is configured, the first start prints a password that is good for choosing one. */
@ExtendWith(OutputCaptureExtension.class)
class FirstPersonIT {

  private static final Pattern ONE_TIME = Pattern.compile("with the password (\\S{24}),");
  private static final String CHOSEN = "a password of my own";

  private static final TestDatabase database = TestDatabase.fresh();
  private static ChasquiServer server;

  @BeforeAll
  static void start() {
    server = ChasquiServer.withoutPeople(database);
    database.remember();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void nobodyHasLoggedIn() {
    database.reset();
  }

  @Test
  void thePasswordOfTheFirstStartLeadsNowhereButToAChosenOne(CapturedOutput output) {
    Browser browser = new Browser(server);

    HttpResponse<String> page = browser.logIn("admin", oneTimePassword(output));

    assertThat(page.uri().getPath()).isEqualTo("/password");
    assertThat(browser.get("/dashboard/api/jobs").statusCode()).isEqualTo(403);
    assertThat(browser.get("/docs").statusCode()).isEqualTo(403);
    browser.open("/password");
    HttpResponse<String> login = browser.send("/password", "password", CHOSEN, "again", CHOSEN);
    assertThat(login.uri().getPath()).isEqualTo("/login");
    assertThat(new Browser(server).logIn("admin", CHOSEN).uri().getPath()).isEqualTo("/console");
    assertThat(new Browser(server).logIn("admin", oneTimePassword(output)).uri().toString())
        .endsWith("/login?error");
    assertThat(output.toString().indexOf("with the password"))
        .as("printed once")
        .isEqualTo(output.toString().lastIndexOf("with the password"));
    assertThat(acts())
        .containsExactly(
            "password.made SERVER server SERVER DONE",
            "login PERSON admin LOGIN DONE",
            "password.chosen PERSON admin LOGIN DONE",
            "login PERSON admin LOGIN DONE",
            "login PERSON admin LOGIN REFUSED");
    try (ChasquiServer next = ChasquiServer.withoutPeople(database)) {
      assertThat(new Browser(next).logIn("admin", CHOSEN).uri().getPath()).isEqualTo("/console");
    }
    assertThat(output.toString().split("with the password")).hasSize(2);
  }

  @Test
  void aPasswordThatIsTooShortOrNotTheSameIsNotTaken(CapturedOutput output) {
    Browser browser = new Browser(server);
    browser.logIn("admin", oneTimePassword(output));
    browser.open("/password");

    assertThat(browser.send("/password", "password", "short", "again", "short").body())
        .contains("at least 12 characters");
    assertThat(browser.send("/password", "password", CHOSEN, "again", CHOSEN + "!").body())
        .contains("not the same");
    assertThat(
            browser
                .send("/password", "password", "é".repeat(40), "again", "é".repeat(40))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void aOneTimePasswordThatWasNotUsedForADayIsWorthless(CapturedOutput output) {
    database
        .jdbc()
        .sql("UPDATE first_person SET expires_at = now() - interval '1 second'")
        .update();

    assertThat(new Browser(server).logIn("admin", oneTimePassword(output)).uri().toString())
        .endsWith("/login?error");
  }

  @Test
  void whoForgotTheChosenOneGetsAnotherByACommand(CapturedOutput output) {
    assertThat(ServerCommand.run(database, "users", "reset-password")).isZero();

    assertThat(acts())
        .last()
        .isEqualTo("password.made COMMAND " + System.getProperty("user.name") + " COMMAND DONE");
    String password = output.getOut().lines().reduce((first, next) -> next).orElseThrow();
    assertThat(new Browser(server).logIn("admin", password).uri().getPath()).isEqualTo("/password");
  }

  /** Of the audit, the oldest first. */
  private static List<String> acts() {
    return database
        .jdbc()
        .sql(
            "SELECT concat_ws(' ', act, actor_kind, actor, via, result) FROM audit_entry"
                + " WHERE object_id = 'admin' AND object_kind = 'PERSON' ORDER BY id")
        .query(String.class)
        .list();
  }

  private static String oneTimePassword(CapturedOutput output) {
    Matcher printed = ONE_TIME.matcher(output);
    assertThat(printed.find()).isTrue();
    return printed.group(1);
  }
}
