package io.chasqui.quickstart.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.AppJars;
import io.chasqui.quickstart.PreparedBuild;
import io.chasqui.quickstart.Quickstart;
import io.chasqui.quickstart.SamplePdf;
import io.chasqui.quickstart.botapi.StandInBotApi;
import io.chasqui.quickstart.postgres.LocalPostgres;
import io.chasqui.quickstart.prepared.AppImage;
import io.chasqui.quickstart.prepared.Prepared;
import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.quickstart.process.ChildSpec;
import io.chasqui.quickstart.process.FreePorts;
import io.chasqui.quickstart.process.PrefixedLog;
import io.chasqui.quickstart.process.Readiness;
import io.chasqui.testing.TestJvm;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL, the real server, any number of real workers with short settings, and peers
 * that remember what they were sent. Nothing outlives it.
 */
final class FaultBed implements AutoCloseable {

  static final String REPORT = "report-1";

  /** In which a worker has to end. */
  static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

  static final String VAPID_PRIVATE_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
  static final String BROWSERS_SECRET = "BTBZMqHH6r4Tts7J_aSIgg";
  static final String SECRETS_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  private static final String DOMAIN = "chasqui.example";
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

  /** Attempts are short, and leases long: a worker that is gone has to be missed by its silence. */
  private static final Map<String, String> SHORT_TIMES =
      Map.ofEntries(
          Map.entry("chasqui.storage.http.timeout", "1s"),
          Map.entry("chasqui.worker.shutdown-timeout", SHUTDOWN_TIMEOUT.toSeconds() + "s"),
          Map.entry("chasqui.email.connect-timeout", "1s"),
          Map.entry("chasqui.email.read-timeout", "2s"),
          Map.entry("chasqui.email.write-timeout", "2s"),
          Map.entry("chasqui.email.attempt-timeout", "3s"),
          Map.entry("chasqui.email.lease-margin", "10m"),
          Map.entry("chasqui.email.retry-schedule", "200ms,500ms,1s,2s"),
          Map.entry("chasqui.email.unknown-resend-after", "2s"),
          Map.entry("chasqui.email.channel-fault-pause", "500ms"),
          Map.entry("chasqui.telegram.request-timeout", "1s"),
          Map.entry("chasqui.telegram.lease-margin", "10m"),
          Map.entry("chasqui.telegram.retry-schedule", "200ms,500ms,1s,2s"),
          Map.entry("chasqui.sms.timeout", "1s"),
          Map.entry("chasqui.sms.retry-schedule", "200ms,500ms,1s,2s"),
          Map.entry("chasqui.push.timeout", "1s"),
          Map.entry("chasqui.push.retry-schedule", "200ms,500ms,1s,2s"),
          Map.entry("chasqui.push.unknown-resend-after", "2s"),
          Map.entry("chasqui.webhook.timeout", "1s"),
          Map.entry("chasqui.webhook.retry-schedule", "200ms,500ms,1s,2s"));

  /** The sender's of RFC 8291's example. */
  private static final Map<String, String> OF_PUSH =
      Map.of(
          "chasqui.push.vapid-public-key",
          "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
          "chasqui.push.vapid-private-key",
          VAPID_PRIVATE_KEY,
          "chasqui.push.subject",
          "mailto:desk@example.com",
          "chasqui.http.allowed-networks",
          "127.0.0.0/8");

  /** The receiver's of RFC 8291's example. */
  private static final Map<String, String> BROWSERS_KEYS =
      Map.of(
          "p256dh",
          "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
          "auth",
          BROWSERS_SECRET);

  private static final Map<String, String> OF_WEBHOOKS =
      Map.of("chasqui.secrets.key", SECRETS_KEY, "chasqui.http.allowed-networks", "127.0.0.0/8");

  /** They start again and again; that the jars' classes can be verified is seen elsewhere. */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote");

  private final Path folder;
  private final PrintStream logFile;
  private final PrefixedLog log;
  private final AppJars jars = AppJars.in(AppJars.defaultFolder());
  private final Prepared prepared;
  private final List<ChildProcess> workers = new ArrayList<>();
  private final List<Accepted> accepted = new ArrayList<>();
  private final RecordingSmtpServer mailServer = new RecordingSmtpServer();
  private final RecordingSmsGateway smsGateway = new RecordingSmsGateway();
  private final RecordingReceiver receiver = new RecordingReceiver();
  private final StandInBotApi botApi;
  private final LocalPostgres postgres;
  private ChildProcess server;
  private String key = "";
  private Api api;

  private FaultBed(Path folder, String name) throws IOException, InterruptedException {
    this.folder = folder;
    prepared = PreparedBuild.prepareOnce();
    // Not on standard output: what killed processes say would bury the rest.
    OutputStream appended = new FileOutputStream("target/" + name + ".log", true);
    logFile = new PrintStream(appended, true, StandardCharsets.UTF_8);
    log = new PrefixedLog(logFile, false);
    Files.createDirectories(folder.resolve("reports"));
    botApi =
        StandInBotApi.start(0, Quickstart.BOT_TOKEN, folder.resolve("files"), Clock.systemUTC());
    // Nobody pulls the plug here; processes die, and what they wrote stays.
    postgres =
        LocalPostgres.start(folder.resolve("postgres"), FreePorts.any(), Map.of("fsync", "off"));
  }

  /**
   * Starts all but workers.
   *
   * @param folder for everything but the log of all processes
   * @param name of that log in {@code target}
   * @param settings of the server
   */
  static FaultBed start(Path folder, String name, String... settings)
      throws IOException, InterruptedException {
    FaultBed bed = new FaultBed(folder, name);
    try {
      bed.startServer(settings);
      return bed;
    } catch (IOException | InterruptedException | RuntimeException e) {
      bed.close();
      throw e;
    }
  }

  private void startServer(String... settings) throws IOException, InterruptedException {
    Map<String, String> own = new HashMap<>();
    Path firstKey = folder.resolve("api-key");
    own.put("chasqui.api.first-key.file", firstKey.toString());
    own.put("chasqui.api.first-key.scopes", "schedule,read,recipients");
    own.putAll(ofSms());
    own.putAll(OF_PUSH);
    own.putAll(OF_WEBHOOKS);
    put(settings, own);
    server = start("server", jars.server(), List.of(), own);
    Readiness.await(server, START_TIMEOUT);
    key = Files.readString(firstKey).strip();
    api = new Api(server.uri(), key);
    api.putReport(REPORT, SamplePdf.page("A report"));
  }

  RecordingSmtpServer mailServer() {
    return mailServer;
  }

  RecordingSmsGateway smsGateway() {
    return smsGateway;
  }

  RecordingReceiver receiver() {
    return receiver;
  }

  StandInBotApi botApi() {
    return botApi;
  }

  ChildProcess server() {
    return server;
  }

  /** All that were started; some may have ended. */
  List<ChildProcess> workers() {
    return List.copyOf(workers);
  }

  /** Of the API; it schedules and reads. */
  String key() {
    return key;
  }

  LocalPostgres postgres() {
    return postgres;
  }

  /** Starts a worker and waits until it is ready. */
  Worker startEmailWorker(String... settings) throws IOException, InterruptedException {
    Map<String, String> own = new HashMap<>();
    own.put("chasqui.email.host", "127.0.0.1");
    own.put("chasqui.email.port", Integer.toString(mailServer.port()));
    own.put("chasqui.email.from", "reports@" + DOMAIN);
    own.put("chasqui.email.tls", "none");
    return startWorker("email", jars.emailWorker(), own, settings);
  }

  /** Starts a worker of all channels but e-mail and waits until it is ready. */
  Worker startMessagingWorker(String... settings) throws IOException, InterruptedException {
    Map<String, String> own = ofSms();
    own.putAll(OF_PUSH);
    own.putAll(OF_WEBHOOKS);
    own.put("chasqui.telegram.api-base-url", botApi.uri().toString());
    own.put("chasqui.telegram.bot-token", Quickstart.BOT_TOKEN);
    return startWorker("messaging", jars.messagingWorker(), own, settings);
  }

  /** Starts a worker of SMS alone and waits until it is ready. */
  Worker startSmsWorker(String... settings) throws IOException, InterruptedException {
    return startWorker("sms", jars.messagingWorker(), ofSms(), settings);
  }

  /** Starts a worker of web push alone and waits until it is ready. */
  Worker startPushWorker(String... settings) throws IOException, InterruptedException {
    return startWorker("push", jars.messagingWorker(), new HashMap<>(OF_PUSH), settings);
  }

  /** Starts a worker of webhooks alone and waits until it is ready. */
  Worker startWebhookWorker(String... settings) throws IOException, InterruptedException {
    return startWorker("webhook", jars.messagingWorker(), new HashMap<>(OF_WEBHOOKS), settings);
  }

  private Map<String, String> ofSms() {
    Map<String, String> own = new HashMap<>();
    own.put("chasqui.sms.gateways", "main");
    own.put("chasqui.sms.gateway.main.type", "probe");
    own.put("chasqui.sms.gateway.main.url", smsGateway.url());
    own.put("chasqui.sms.gateway.main.token", RecordingSmsGateway.TOKEN);
    return own;
  }

  private Worker startWorker(String kind, Path jar, Map<String, String> own, String... settings)
      throws IOException, InterruptedException {
    String name = kind + "-" + (workers.size() + 1);
    Path failPoints = Files.createDirectories(folder.resolve("fail-points").resolve(name));
    own.putAll(SHORT_TIMES);
    put(settings, own);
    ChildProcess process = start(name, jar, List.of("-Dchasqui.fail-points=" + failPoints), own);
    workers.add(process);
    Readiness.await(process, START_TIMEOUT);
    return new Worker(process, failPoints);
  }

  private static void put(String[] settings, Map<String, String> own) {
    for (String setting : settings) {
      own.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
  }

  private ChildProcess start(
      String name, Path jar, List<String> moreJvmOptions, Map<String, String> own) {
    int port = FreePorts.any();
    Map<String, String> properties = new HashMap<>(own);
    properties.put("server.port", Integer.toString(port));
    properties.put("server.address", "127.0.0.1");
    properties.put("spring.datasource.url", postgres.jdbcUrl());
    properties.put("spring.datasource.username", postgres.user());
    // Others are opened as needed: each new session costs PostgreSQL 30 to 70 ms of CPU.
    properties.put("spring.datasource.hikari.minimum-idle", "1");
    properties.put("chasqui.storage.directory.path", folder.resolve("reports").toString());
    AppImage image = prepared.image(jar);
    List<String> jvmOptions = new ArrayList<>(JVM_OPTIONS);
    jvmOptions.addAll(image.jvmOptions());
    jvmOptions.addAll(TestJvm.onTheSameMachineWithItsCharset());
    jvmOptions.addAll(moreJvmOptions);
    ChildSpec spec =
        new ChildSpec(
            name,
            image.program(),
            port,
            jvmOptions,
            properties,
            Map.of("SPRING_DATASOURCE_PASSWORD", postgres.password()),
            folder);
    return ChildProcess.start(spec, log, ended -> {});
  }

  Accepted schedule(Request request) throws IOException, InterruptedException {
    return schedule(List.of(request)).get(0);
  }

  /** Requests of one channel. */
  List<Accepted> schedule(List<Request> requests) throws IOException, InterruptedException {
    for (Request request : requests) {
      register(request);
    }
    List<Accepted> more = api.schedule(requests);
    accepted.addAll(more);
    return more;
  }

  /** Who is reached by an id of the directory has to be there. */
  private void register(Request request) throws IOException, InterruptedException {
    String recipient = "/api/recipients/" + request.recipient();
    ObjectNode address = JsonNodeFactory.instance.objectNode();
    switch (request.channel()) {
      case EMAIL, TELEGRAM, SMS -> {}
      case PUSH -> {
        address.put("endpoint", receiver.push(request.recipient()));
        BROWSERS_KEYS.forEach(address.putObject("keys")::put);
        api.put(recipient, JsonNodeFactory.instance.objectNode());
        api.post(recipient + "/push-subscriptions", address);
      }
      case WEBHOOK -> {
        address.put("url", receiver.webhook(request.recipient()));
        api.put(recipient, JsonNodeFactory.instance.objectNode());
        api.put(recipient + "/webhook", address);
      }
    }
  }

  /**
   * Schedules it and waits until the worker's thread that has it is at the point; other workers of
   * the channel must not be there.
   */
  Accepted stopAt(FailPoint point, Worker worker, Request request)
      throws IOException, InterruptedException {
    worker.arm(point);
    Accepted stopped = schedule(request);
    worker.awaitReached(point);
    return stopped;
  }

  /** Waits until nothing more is going to happen by itself. */
  void awaitNothingOpen(Duration patience) {
    await("no delivery is open")
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> count("SELECT count(*) FROM delivery WHERE completed_at IS NULL") == 0);
  }

  /** How the deliveries stand now. */
  List<String> statuses(List<Accepted> deliveries) throws IOException, InterruptedException {
    List<String> statuses = new ArrayList<>();
    for (Accepted one : deliveries) {
      statuses.add(api.delivery(one.id()).path("status").asText());
    }
    return statuses;
  }

  /**
   * Cuts some of the connections that the processes have to the database, by chance.
   *
   * @return how many
   */
  long cutConnections(int most) throws SQLException {
    return count(
        """
        SELECT count(pg_terminate_backend(pid))
        FROM (
          SELECT pid FROM pg_stat_activity
          WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
          ORDER BY random() LIMIT %d) AS unlucky
        """
            .formatted(most));
  }

  private long count(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** What the journal says and what the peers have seen since the start, to be judged. */
  Oracle oracle() throws IOException, InterruptedException {
    Map<Accepted, JsonNode> journal = new LinkedHashMap<>();
    for (Accepted one : accepted) {
      journal.put(one, api.delivery(one.id()));
    }
    List<Arrival> arrivals = new ArrayList<>(mailServer.arrivals());
    arrivals.addAll(messages());
    arrivals.addAll(smsGateway.arrivals());
    arrivals.addAll(receiver.arrivals());
    return new Oracle(journal, arrivals, DOMAIN);
  }

  private List<Arrival> messages() throws IOException {
    List<Arrival> arrivals = new ArrayList<>();
    try (InputStream messages = botApi.uri().resolve("/api/messages").toURL().openStream()) {
      for (JsonNode message : new ObjectMapper().readTree(messages)) {
        Instant at = Instant.parse(message.path("at").asText());
        arrivals.add(new Arrival(message.path("chatId").asText(), "", at, at));
      }
    }
    return arrivals;
  }

  /** So that one test's workers do not take the next one's deliveries. */
  void killWorkers() {
    workers.forEach(ChildProcess::kill);
  }

  @Override
  public void close() {
    killWorkers();
    if (server != null) {
      server.kill();
    }
    mailServer.close();
    botApi.close();
    smsGateway.close();
    receiver.close();
    postgres.close();
    logFile.close();
  }
}
