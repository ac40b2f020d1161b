package io.chasqui.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.quickstart.DashboardLogin;
import io.chasqui.quickstart.Quickstart;
import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.testing.TestCollector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Private values go through everything that can happen to a delivery, and then nobody finds them
 * where they do not belong. They happen in one scene; each test looks at one place.
 */
@Tag("faults")
class CanaryIT {

  private static final String LOG = "canary";

  /**
   * The delivery itself, with what the provider said of it and the name it gave it; what came by
   * the contact form, and who said which number is whose.
   */
  private static final Set<String> PRIVATE_TABLES =
      Set.of(
          "delivery_message",
          "delivery_state",
          "contact_message",
          "telegram_contact",
          "webhook_endpoint",
          "push_subscription");

  private static final ObjectMapper json = new ObjectMapper();
  private static final HttpClient http = HttpClient.newHttpClient();
  private static final Canaries canaries = new Canaries();

  private static final String LOCAL_PART = canaries.word("local part");
  private static final String DOMAIN = canaries.word("domain") + ".example";
  private static final String SUBJECT = canaries.word("subject");
  private static final String MESSAGE = canaries.word("message");
  private static final String ATTACHMENT = canaries.word("attachment name") + ".pdf";
  private static final String PHONE = canaries.digits("phone number", "7999", 7);
  private static final String UNKNOWN_PHONE = canaries.digits("unlinked number", "7999", 7);
  private static final String CHAT = canaries.digits("chat", "61", 8);
  private static final String PHONES_CHAT = canaries.digits("chat of the number", "62", 8);
  private static final String SMTP_USER = canaries.word("SMTP user") + "@" + DOMAIN;
  private static final String SMTP_PASSWORD = canaries.word("SMTP password");
  private static final String WRONG_PASSWORD = canaries.word("wrong password");
  private static final String WRONG_NAME = canaries.word("wrong name");
  private static final String BAD_INPUT = canaries.word("bad input");
  private static final String STOPPED_PHONE = canaries.digits("phone that says STOP", "7999", 7);
  private static final String HEARD = canaries.word("what a phone said");

  /** How peers repeat what they were sent. */
  private static final String SMTP_ECHO =
      "from <%s@%s> subject %s: Good morning, %s! with %s"
          .formatted(LOCAL_PART, DOMAIN, SUBJECT, MESSAGE, ATTACHMENT);

  private static final String BOT_ECHO =
      "chat %s: Good morning, %s! with %s".formatted(CHAT, MESSAGE, ATTACHMENT);

  @TempDir private static Path folder;
  private static final DashboardLogin login = DashboardLogin.random();
  private static final Map<String, String> answers = new LinkedHashMap<>();
  private static final Map<String, String> threads = new LinkedHashMap<>();
  private static final SmsCallbacks gateway =
      new SmsCallbacks(canaries.word("password of a gateway"));
  private static TestCollector collector;
  private static FaultBed bed;
  private static EchoingSmtpServer mailServer;
  private static Person person;

  @BeforeAll
  static void play() throws Exception {
    canaries.remember("bot token", Quickstart.BOT_TOKEN.split(":")[1]);
    canaries.remember("dashboard password", login.password());
    canaries.remember("SMTP login", SMTP_USER + "\0" + SMTP_PASSWORD);
    collector = TestCollector.start();
    canaries.remember("address of a webhook or browser", RecordingReceiver.TOKEN);
    canaries.remember("key of secrets", FaultBed.SECRETS_KEY);
    canaries.remember("VAPID private key", FaultBed.VAPID_PRIVATE_KEY);
    canaries.remember("browser's secret", FaultBed.BROWSERS_SECRET);
    mailServer = new EchoingSmtpServer(SMTP_USER, SMTP_PASSWORD, SMTP_ECHO);
    bed = FaultBed.start(folder, LOG, serverSettings());
    canaries.remember("API key", bed.key().split("_")[2]);
    person = new Person(bed.server().uri());
    callWrongly();
    callBack();
    killWorkersThatHaveSent();
    refuseAMailersLogin();
    deliverMails();
    deliverMessages();
    bed.awaitNothingOpen(Duration.ofMinutes(2));
  }

  private static String[] serverSettings() {
    Map<String, String> user = new HashMap<>(login.environment());
    return new String[] {
      "logging.level.io.chasqui=debug",
      "chasqui.contact.recipients=taken.%s@%s".formatted(LOCAL_PART, DOMAIN),
      spansGoTo(collector),
      "chasqui.public-url=" + SmsCallbacks.PUBLIC_URL,
      "chasqui.sms.gateways=main,tw",
      "chasqui.sms.gateway.tw.type=twilio",
      "chasqui.sms.gateway.tw.url=http://127.0.0.1:1",
      "chasqui.sms.gateway.tw.account=" + SmsCallbacks.ACCOUNT,
      "chasqui.sms.gateway.tw.password=" + gateway.password(),
      "chasqui.sms.gateway.tw.from=+15005550006",
      "chasqui.login.users[0].name=" + user.get("CHASQUI_LOGIN_USERS_0_NAME"),
      "chasqui.login.users[0].password-hash=" + user.get("CHASQUI_LOGIN_USERS_0_PASSWORDHASH"),
      "chasqui.login.users[0].role=" + user.get("CHASQUI_LOGIN_USERS_0_ROLE")
    };
  }

  private static void callWrongly() throws Exception {
    String right = "Bearer " + bed.key();
    String wrong = bed.key().substring(0, 17) + canaries.digits("wrong key", "", 64);
    post("a wrong key", "/api/schedule-email", "Bearer " + wrong, mail("x"), 401);
    post("no key", "/api/schedule-email", "Bearer " + BAD_INPUT, mail("x"), 401);
    List<String> bodies =
        List.of(
            "{\"correlationId\": \"a b %s\", \"toEmail\": \"%s@\"}",
            "{\"correlationId\": \"r\", \"toEmail\": \"%s\", \"delay\": \"%s\"}",
            "{\"correlationId\": \"r\", \"toEmail\": [\"%s\"], \"attachmentName\": \"/%s\"}",
            "{\"correlationId\": \"r\", \"expiresAt\": \"%s\", \"onUnknown\": \"%s\"}",
            "{\"correlationId\": \"r\", \"onUnknow\": \"%s %s\"}",
            "{\"correlationId\": \"r\", \"message\": \"%s\" %s");
    for (String body : bodies) {
      String bad = body.formatted(BAD_INPUT, BAD_INPUT);
      post(bad, "/api/schedule-email", right, bad, 400);
      post(bad, "/api/schedule-messaging", right, bad, 400);
    }
    post(
        "a wrong chat",
        "/api/schedule-messaging",
        right,
        "{\"correlationId\": \"r\", \"chatId\": \"@%s?\", \"phoneNumber\": \"+7%s\"}"
            .formatted(BAD_INPUT, BAD_INPUT),
        400);
    post(
        "a wrong form",
        "/api/contact",
        right,
        "{\"name\": \"%s\\n\", \"email\": \"%s\"}".formatted(BAD_INPUT, BAD_INPUT),
        400);
    get("a wrong query", "/api/deliveries?status=" + BAD_INPUT + "&limit=" + BAD_INPUT, 400);
    get("a query", "/api/deliveries?recipient=" + LOCAL_PART + "@" + DOMAIN, 200);
    answers.put("a wrong login", person.logIn(WRONG_NAME, WRONG_PASSWORD).body());
    answers.put("a wrong password", person.logIn(DashboardLogin.NAME, WRONG_PASSWORD).body());
    assertThat(person.logIn(DashboardLogin.NAME, login.password()).headers().firstValue("Location"))
        .hasValueSatisfying(next -> assertThat(next).endsWith("/console"));
  }

  private static void callBack() throws Exception {
    Map<String, String> stop =
        Map.of("From", "+" + STOPPED_PHONE, "Body", "stop", "OptOutType", HEARD);
    Map<String, String> other = Map.of("From", "+" + STOPPED_PHONE, "Body", HEARD);
    Map<String, String> receipt =
        Map.of("MessageSid", HEARD, "MessageStatus", "undelivered", "To", "+" + STOPPED_PHONE);
    answers.put("STOP", send(gateway.call(bed.server(), "inbound", stop), 200));
    answers.put("what nobody acts on", send(gateway.call(bed.server(), "inbound", other), 200));
    answers.put("a receipt", send(gateway.call(bed.server(), "status", receipt), 204));
    SmsCallbacks forger = new SmsCallbacks(HEARD);
    answers.put("a forged STOP", send(forger.call(bed.server(), "inbound", stop), 403));
    answers.put("a forged receipt", send(forger.call(bed.server(), "status", receipt), 403));
  }

  private static void killWorkersThatHaveSent() throws Exception {
    Worker emails = emailWorker(SMTP_PASSWORD);
    emails.arm(FailPoint.AFTER_ANSWER);
    schedule("/api/schedule-email", mail("killed"));
    emails.awaitReached(FailPoint.AFTER_ANSWER);
    emails.kill();
    Worker messages =
        bed.startMessagingWorker("logging.level.io.chasqui=debug", spansGoTo(collector));
    messages.arm(FailPoint.AFTER_ANSWER);
    schedule("/api/schedule-messaging", message("chatId", CHAT));
    messages.awaitReached(FailPoint.AFTER_ANSWER);
    messages.kill();
  }

  private static void refuseAMailersLogin() throws Exception {
    Worker worker = emailWorker(WRONG_PASSWORD);
    String id = schedule("/api/schedule-email", mail("later"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> delivery(id).contains("AUTHENTICATION_FAILED"));
    worker.kill();
  }

  private static void deliverMails() throws Exception {
    emailWorker(SMTP_PASSWORD);
    for (String fate : List.of("taken", "refused", "deferred", "spam", "cut")) {
      schedule("/api/schedule-email", mail(fate));
    }
    post("a form", "/api/contact", "Bearer " + bed.key(), form(), 200);
    int silencesBefore = mailServer.silences();
    schedule("/api/schedule-email", mail("silent"));
    await().until(() -> mailServer.silences() > silencesBefore);
    for (ChildProcess process : running()) {
      threads.put(process.name(), Traces.threads(process));
    }
  }

  private static void deliverMessages() throws Exception {
    bed.startMessagingWorker("logging.level.io.chasqui=debug", spansGoTo(collector));
    bed.schedule(Request.webhook("canary"));
    bed.schedule(Request.push("canary"));
    schedule("/api/schedule-messaging", message("phoneNumber", "+" + UNKNOWN_PHONE));
    postToTheBot("/api/people/start", "{\"chatId\": %s}".formatted(PHONES_CHAT));
    postToTheBot(
        "/api/people/contact",
        "{\"chatId\": %s, \"phoneNumber\": \"+%s\"}".formatted(PHONES_CHAT, PHONE));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Traces.tables(bed.postgres()).get("telegram_contact").contains(PHONE));
    schedule("/api/schedule-messaging", message("phoneNumber", "+" + PHONE));
    for (String fate :
        List.of(
            "\"status\": 400, \"description\": \"Bad Request: %s\"".formatted(BOT_ECHO),
            "\"status\": 403, \"description\": \"Forbidden: %s\"".formatted(BOT_ECHO),
            "\"status\": 500, \"times\": 5, \"description\": \"Error: %s\"".formatted(BOT_ECHO),
            "\"delayMillis\": 3000",
            "\"cut\": true")) {
      postToTheBot("/api/script", "{\"chatId\": \"%s\", %s}".formatted(CHAT, fate));
      schedule("/api/schedule-messaging", message("chatId", CHAT));
      bed.awaitNothingOpen(Duration.ofMinutes(1));
    }
  }

  @AfterAll
  static void stop() {
    bed.close();
    mailServer.close();
    collector.close();
  }

  @Test
  void everythingHappened() throws Exception {
    Map<String, String> tables = Traces.tables(bed.postgres());

    assertThat(tables.get("delivery_message"))
        .contains(LOCAL_PART, DOMAIN, SUBJECT, MESSAGE, ATTACHMENT, CHAT, PHONE, UNKNOWN_PHONE);
    assertThat(tables.get("delivery_state"))
        .contains("DELIVERED", "FAILED", "UNCERTAIN", "RECIPIENT_NOT_LINKED");
    assertThat(tables.get("contact_message")).contains(LOCAL_PART, DOMAIN, SUBJECT, MESSAGE);
    assertThat(tables.get("suppression")).contains("SMS");
    assertThat(tables.get("webhook_endpoint")).contains(RecordingReceiver.TOKEN);
    assertThat(tables.get("push_subscription"))
        .contains(RecordingReceiver.TOKEN, FaultBed.BROWSERS_SECRET);
    assertThat(tables.get("delivery_attempt"))
        .contains("550", "451", "554", "Bad Request", "Forbidden", "AUTHENTICATION_FAILED")
        .contains("UNKNOWN", "WORKER_LOST", "NO_ANSWER");
    assertThat(mailServer.cuts()).isEqualTo(2);
  }

  @Test
  void noLineOfAnyLogHoldsThem() throws IOException {
    String log = Files.readString(Path.of("target", LOG + ".log"));

    assertThat(log).contains("DEBUG", "[server]", "[email-", "[messaging-");
    assertThat(canaries.in("the log", log)).isEmpty();
  }

  @Test
  void noTableHoldsThemButTheDeliveries() throws Exception {
    Map<String, String> tables = Traces.tables(bed.postgres());

    assertThat(tables).containsKeys("delivery_attempt", "jobrunr_jobs", "api_key", "rate_limit");
    assertThat(tables.get("jobrunr_jobs")).contains("SUCCEEDED", "FAILED");
    tables.keySet().removeAll(PRIVATE_TABLES);
    assertNoneIn(tables);
  }

  @Test
  void noManagementPageHoldsThem() throws Exception {
    Map<String, String> pages = new LinkedHashMap<>();
    for (ChildProcess process : running()) {
      for (String page : List.of("prometheus", "health", "info")) {
        URI uri = process.uri().resolve("/actuator/" + page);
        pages.put(process.name() + "/" + page, send(HttpRequest.newBuilder(uri), 200));
      }
    }

    assertThat(pages.get("server/prometheus")).contains("http_server_requests_seconds");
    assertThat(pages.toString()).contains("chasqui_attempt");
    assertNoneIn(pages);
  }

  @Test
  void theDashboardDoesNotShowThem() throws Exception {
    Map<String, String> pages = new LinkedHashMap<>();
    for (String state :
        List.of("SCHEDULED", "ENQUEUED", "PROCESSING", "FAILED", "SUCCEEDED", "DELETED")) {
      pages.put(state, dashboard("/jobs?state=" + state + "&offset=0&limit=50"));
    }
    pages.put("servers", dashboard("/servers"));
    pages.put("problems", dashboard("/problems"));

    assertThat(pages.get("SUCCEEDED")).contains("\"jobName\"");
    assertThat(pages.get("FAILED")).contains("\"jobName\"");
    assertNoneIn(pages);
  }

  @Test
  void noThreadIsNamedAfterThem() throws Exception {
    for (ChildProcess process : running()) {
      threads.put(process.name() + " at rest", Traces.threads(process));
    }

    assertThat(threads.toString()).contains("job-feed", "io.chasqui");
    assertNoneIn(threads);
  }

  @Test
  void noSpanHoldsThem() {
    String spans =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(collector::received, CanaryIT::tellsOfEachKindOfProcess);

    assertThat(spans).contains("DELIVERED", "RECIPIENT_REJECTED", "NO_ANSWER");
    assertThat(canaries.in("spans", spans)).isEmpty();
  }

  @Test
  void noAnswerRepeatsWhatWasWrong() {
    assertThat(answers).hasSizeGreaterThan(15);
    assertNoneIn(answers);
  }

  private static void assertNoneIn(Map<String, String> texts) {
    List<String> found = new ArrayList<>();
    texts.forEach((place, text) -> found.addAll(canaries.in(place, text)));
    assertThat(found).isEmpty();
  }

  private static boolean tellsOfEachKindOfProcess(String spans) {
    return spans.contains("POST /api/schedule-email")
        && spans.contains("SMTP send")
        && spans.contains("attempt TELEGRAM");
  }

  private static String spansGoTo(TestCollector collector) {
    return "management.otlp.tracing.endpoint=" + collector.endpoint();
  }

  private static List<ChildProcess> running() {
    List<ChildProcess> running = new ArrayList<>(bed.workers());
    running.add(bed.server());
    running.removeIf(process -> !process.isAlive());
    return running;
  }

  private static Worker emailWorker(String password) throws Exception {
    return bed.startEmailWorker(
        "logging.level.io.chasqui=debug",
        spansGoTo(collector),
        "chasqui.email.port=" + mailServer.port(),
        "chasqui.email.username=" + SMTP_USER,
        "chasqui.email.password=" + password);
  }

  private static String mail(String fate) {
    return """
    {"correlationId": "%s", "toEmail": "%s.%s@%s", "subject": "%s",
     "message": "Good morning, %s!", "attachmentName": "%s", "delay": "PT0S"}
    """
        .formatted(FaultBed.REPORT, fate, LOCAL_PART, DOMAIN, SUBJECT, MESSAGE, ATTACHMENT);
  }

  private static String form() {
    return "{\"name\": \"%s\", \"email\": \"%s@%s\", \"message\": \"%s\"}"
        .formatted(SUBJECT, LOCAL_PART, DOMAIN, SMTP_ECHO);
  }

  private static String message(String field, String recipient) {
    return """
    {"correlationId": "%s", "%s": "%s", "message": "Good morning, %s!", "attachmentName": "%s",
     "delay": "PT0S"}
    """
        .formatted(FaultBed.REPORT, field, recipient, MESSAGE, ATTACHMENT);
  }

  private static String schedule(String path, String body) throws Exception {
    HttpRequest.Builder request =
        api(path, "Bearer " + bed.key()).POST(BodyPublishers.ofString(body));
    return json.readTree(send(request, 200)).path("jobId").asText();
  }

  private static String delivery(String id) throws Exception {
    return send(api("/api/deliveries/" + id, "Bearer " + bed.key()), 200);
  }

  private static void post(String name, String path, String key, String body, int status)
      throws Exception {
    answers.put(
        path + " " + name, send(api(path, key).POST(BodyPublishers.ofString(body)), status));
  }

  private static void get(String name, String path, int status) throws Exception {
    answers.put(name, send(api(path, "Bearer " + bed.key()), status));
  }

  private static HttpRequest.Builder api(String path, String key) {
    return HttpRequest.newBuilder(bed.server().uri().resolve(path))
        .header("Content-Type", "application/json")
        .setHeader("Authorization", key);
  }

  private static void postToTheBot(String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(bed.botApi().uri().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  private static String dashboard(String path) throws Exception {
    HttpResponse<String> page = person.open("/dashboard/api" + path);
    assertThat(page.statusCode()).as(path).isEqualTo(200);
    return page.body();
  }

  private static String send(HttpRequest.Builder request, int status) throws Exception {
    if (request.build().headers().firstValue("Authorization").isEmpty()) {
      request.header("Authorization", "Bearer " + bed.key());
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }
}
