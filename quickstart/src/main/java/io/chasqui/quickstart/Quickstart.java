package io.chasqui.quickstart;

import io.chasqui.quickstart.botapi.StandInBotApi;
import io.chasqui.quickstart.inbox.Inbox;
import io.chasqui.quickstart.postgres.LocalPostgres;
import io.chasqui.quickstart.prepared.Prepared;
import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.quickstart.process.FreePorts;
import io.chasqui.quickstart.process.LogFiles;
import io.chasqui.quickstart.process.PidFiles;
import io.chasqui.quickstart.process.PrefixedLog;
import io.chasqui.quickstart.process.ProcessLog;
import io.chasqui.quickstart.push.StandInPushService;
import io.chasqui.quickstart.sms.StandInSmsGateway;
import io.chasqui.quickstart.webhook.StandInWebhookReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole Chasqui on this machine: PostgreSQL, the catching mail server, the stand-in Bot API and
 * the three applications as processes of their own. Closing it ends everything; what is in the data
 * folder stays.
 */
public final class Quickstart implements AutoCloseable {

  /** Has the right shape, and is worth nothing: only the stand-in knows it. */
  public static final String BOT_TOKEN = "123456:quickstart-token-not-a-secret-0000000";

  /** Of the stand-in for an SMS gateway. */
  static final String SMS_TOKEN = "sms-token";

  /** Protects nothing here: whoever reads the database of a laptop reads this too. */
  static final String SECRETS_KEY = "cXVpY2tzdGFydC1rZXktb2YtZXhhY3RseS0zMi1ieXQ=";

  /** The sender's of RFC 8291's example; the private one protects nothing here either. */
  static final String VAPID_PUBLIC_KEY =
      "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";

  static final String VAPID_PRIVATE_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";

  /** For the applications; longer than the time their running jobs get. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  /** For applications that write down, when they end, which classes they have loaded. */
  private static final Duration RECORDING_PATIENCE = Duration.ofMinutes(3);

  /** They have no archive yet, and nobody waits for them. */
  private static final Duration RECORDING_TIMEOUT = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(Quickstart.class);

  private final QuickstartSettings settings;
  private final PrefixedLog out;
  private final Deque<AutoCloseable> latestFirst = new ArrayDeque<>();
  private final List<ChildProcess> emailWorkers = new CopyOnWriteArrayList<>();
  private final List<ChildProcess> messagingWorkers = new CopyOnWriteArrayList<>();
  private final AtomicInteger emailWorkerNumber = new AtomicInteger();
  private final AtomicInteger messagingWorkerNumber = new AtomicInteger();
  private final CountDownLatch beginEnded = new CountDownLatch(1);
  private volatile boolean closing;
  private @Nullable Thread waitingForApplications;
  private volatile boolean begun;
  private final DashboardLogin login = DashboardLogin.random();

  private @Nullable PortPlan ports;
  private @Nullable Progress progress;
  private @Nullable AppSpecs specs;
  private @Nullable DataFolder data;
  private @Nullable LocalPostgres postgres;
  private @Nullable Inbox inbox;
  private @Nullable StandInBotApi botApi;
  private @Nullable StandInSmsGateway smsGateway;
  private @Nullable StandInPushService pushService;
  private @Nullable StandInWebhookReceiver webhookReceiver;
  private @Nullable Applications applications;
  private volatile @Nullable ChildProcess server;
  private volatile @Nullable String apiKey;

  /** Nothing is started yet; {@link #begin} does. */
  Quickstart(QuickstartSettings settings, PrefixedLog out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * Starts everything and waits until every application is ready and the sample report is stored.
   *
   * @throws QuickstartRefused when it cannot start as asked; nothing was started
   * @throws IllegalStateException when something did not start; what had started has ended again
   */
  public static Quickstart start(QuickstartSettings settings) throws InterruptedException {
    Quickstart quickstart = new Quickstart(settings, PrefixedLog.toStandardOutput());
    try {
      quickstart.begin();
      return quickstart;
    } catch (InterruptedException | RuntimeException e) {
      quickstart.close();
      throw e;
    }
  }

  void begin() throws InterruptedException {
    begun = true;
    try {
      startServices();
      mayBeInterrupted(Thread.currentThread());
      startApplications();
    } finally {
      mayBeInterrupted(null);
      beginEnded.countDown();
    }
  }

  /**
   * Only while it waits for applications: an interrupt while PostgreSQL is being launched would
   * leave it running with nobody to end it.
   */
  private void mayBeInterrupted(@Nullable Thread thread) {
    synchronized (latestFirst) {
      waitingForApplications = thread;
      if (thread != null && closing) {
        throw new IllegalStateException("The quickstart is ending");
      }
    }
  }

  private void startServices() {
    AppJars jars = AppJars.in(settings.jarsDir());
    DataFolder folder = hold(DataFolder.hold(settings.dataDir()));
    data = folder;
    PidFiles pids = new PidFiles(folder.pids());
    PortPlan plan = freePorts(pids, folder);
    ports = plan;

    Progress clock = new Progress(this::say);
    progress = clock;
    say("starting; the applications' logs are in " + folder.logs());
    ProcessLog lines = hold(logFiles(folder));
    Prepared prepared = Prepared.of(settings.jarsDir());
    LocalPostgres database = hold(startPostgres(prepared, folder, plan));
    postgres = database;
    clock.ready("database");
    Clock utc = Clock.systemUTC();
    Inbox mails = hold(Inbox.start(plan.port(ServicePort.SMTP), plan.port(ServicePort.INBOX), utc));
    inbox = mails;
    StandInBotApi bot =
        hold(
            StandInBotApi.start(
                plan.port(ServicePort.BOT_API), BOT_TOKEN, folder.botApiFiles(), utc));
    botApi = bot;
    StandInSmsGateway sms =
        hold(StandInSmsGateway.start(plan.port(ServicePort.SMS_GATEWAY), SMS_TOKEN, utc));
    smsGateway = sms;
    pushService = hold(StandInPushService.start(plan.port(ServicePort.PUSH_SERVICE), utc));
    webhookReceiver = hold(StandInWebhookReceiver.start(plan.port(ServicePort.WEBHOOKS), utc));
    specs = new AppSpecs(settings, jars, prepared, folder, database, sms.uri(), login);
    Duration patience = settings.recording() ? RECORDING_PATIENCE : STOP_PATIENCE;
    applications = hold(new Applications(lines, this::say, pids, patience));
  }

  /** A start that is refused because of them leaves nothing behind. */
  private PortPlan freePorts(PidFiles pids, DataFolder folder) {
    try {
      endLeftovers(pids, folder);
      return PortPlan.of(settings);
    } catch (QuickstartRefused e) {
      folder.discard();
      throw e;
    }
  }

  private LogFiles logFiles(DataFolder folder) {
    try {
      Files.createDirectories(folder.reports());
    } catch (IOException e) {
      throw new UncheckedIOException("Reports cannot be kept in " + folder.reports(), e);
    }
    return new LogFiles(folder.logs(), settings.verbose() ? out : null);
  }

  private LocalPostgres startPostgres(Prepared prepared, DataFolder folder, PortPlan plan) {
    Path own = postgresFolder(folder);
    Path program =
        (settings.recording() ? Optional.of(prepared.postgresFolder()) : prepared.postgresProgram())
            .filter(UsableFolder::canHoldPostgres)
            .orElse(own.resolve("program"));
    return LocalPostgres.start(own, program, plan.port(ServicePort.POSTGRES), Map.of());
  }

  /**
   * All together, because each takes seconds; any of them makes the tables, and the others wait.
   */
  private void startApplications() throws InterruptedException {
    ChildProcess launched = launchServer();
    awaitReady(launched, launchWorkers());
    try {
      apiKey = Files.readString(started(data).apiKey()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The server has left no key", e);
    }
    SampleReport.store(new ServerCalls(launched.uri(), apiKey()));
  }

  /**
   * Gives the applications work, so that their record knows more than how they start, and waits
   * until it is done.
   *
   * @param emails how many in batches
   * @param messages so many, and as many e-mails one by one
   */
  public void rehearse(int emails, int messages) throws InterruptedException {
    new Rehearsal(new ServerCalls(serverUri(), apiKey())).run(emails, messages);
  }

  private void awaitReady(ChildProcess launchedServer, List<ChildProcess> workers)
      throws InterruptedException {
    List<ChildProcess> all = new ArrayList<>(workers);
    all.add(0, launchedServer);
    List<ChildProcess> late = new ArrayList<>(workers);
    Applications.awaitReady(
        all,
        settings.recording() ? RECORDING_TIMEOUT : Applications.READY_TIMEOUT,
        ready -> {
          if (ready == launchedServer) {
            started(progress).ready("server");
          } else if (late.remove(ready) && late.isEmpty()) {
            started(progress).ready("workers");
          }
        });
  }

  private List<ChildProcess> launchWorkers() {
    List<ChildProcess> workers = new ArrayList<>();
    for (int i = 0; i < settings.emailWorkers(); i++) {
      workers.add(launchEmailWorker(Map.of()));
    }
    for (int i = 0; i < settings.messagingWorkers(); i++) {
      workers.add(launchMessagingWorker(Map.of()));
    }
    return workers;
  }

  private void endLeftovers(PidFiles pids, DataFolder folder) {
    List<String> ended = new ArrayList<>(pids.endLeftovers());
    if (LocalPostgres.endLeftover(postgresFolder(folder))) {
      ended.add("PostgreSQL");
    }
    if (!ended.isEmpty()) {
      say("ended what an earlier quickstart left running: " + String.join(", ", ended));
    }
  }

  private static Path postgresFolder(DataFolder folder) {
    return folder.root().resolve("postgres");
  }

  /**
   * Remembers what to close; what is started while everything is being closed is closed at once.
   */
  private <T extends AutoCloseable> T hold(T resource) {
    synchronized (latestFirst) {
      if (!closing) {
        latestFirst.push(resource);
        return resource;
      }
    }
    closeQuietly(resource);
    throw new IllegalStateException("The quickstart is ending");
  }

  void say(String line) {
    out.line("quickstart", line);
  }

  /** Starts the server again after its end, on the port it had, and waits until it is ready. */
  public ChildProcess startServer() throws InterruptedException {
    ChildProcess before = server;
    if (before != null && before.isAlive()) {
      throw new IllegalStateException("The server is running: " + before);
    }
    ChildProcess started = launchServer();
    Applications.awaitReady(List.of(started));
    return started;
  }

  private ChildProcess launchServer() {
    ChildProcess started =
        started(applications).start(started(specs).server(port(ServicePort.SERVER)));
    server = started;
    return started;
  }

  /** Starts one more email worker and waits until it is ready. */
  public ChildProcess startEmailWorker() throws InterruptedException {
    return startEmailWorker(Map.of());
  }

  /**
   * Starts one more email worker and waits until it is ready.
   *
   * @param properties Spring properties for this worker alone
   */
  public ChildProcess startEmailWorker(Map<String, String> properties) throws InterruptedException {
    ChildProcess worker = launchEmailWorker(properties);
    Applications.awaitReady(List.of(worker));
    return worker;
  }

  private ChildProcess launchEmailWorker(Map<String, String> properties) {
    int number = emailWorkerNumber.incrementAndGet();
    int port = workerPort(ServicePort.EMAIL_WORKER, number, settings.emailWorkers());
    ChildProcess worker =
        started(applications)
            .start(
                started(specs)
                    .emailWorker("email-" + number, port, started(inbox).smtpPort(), properties));
    emailWorkers.add(worker);
    return worker;
  }

  /** Starts one more messaging worker and waits until it is ready. */
  public ChildProcess startMessagingWorker() throws InterruptedException {
    return startMessagingWorker(Map.of());
  }

  /**
   * Starts one more messaging worker and waits until it is ready.
   *
   * @param properties Spring properties for this worker alone
   */
  public ChildProcess startMessagingWorker(Map<String, String> properties)
      throws InterruptedException {
    ChildProcess worker = launchMessagingWorker(properties);
    Applications.awaitReady(List.of(worker));
    return worker;
  }

  private ChildProcess launchMessagingWorker(Map<String, String> properties) {
    int number = messagingWorkerNumber.incrementAndGet();
    int port = workerPort(ServicePort.MESSAGING_WORKER, number, settings.messagingWorkers());
    ChildProcess worker =
        started(applications)
            .start(
                started(specs)
                    .messagingWorker(
                        "messaging-" + number, port, started(botApi).uri(), properties));
    messagingWorkers.add(worker);
    return worker;
  }

  /** Only the first worker of a kind has the port that was asked for. */
  private int workerPort(ServicePort service, int number, int asked) {
    return number == 1 && asked > 0 ? port(service) : FreePorts.any();
  }

  /** Waits for the first application that ends without having been told to. */
  public ChildProcess awaitUnexpectedEnd() throws InterruptedException {
    return started(applications).awaitUnexpectedEnd();
  }

  public int port(ServicePort service) {
    return started(ports).port(service);
  }

  /** The HTTP API's address, without a slash at its end; so are the others. */
  public URI serverUri() {
    return server().uri();
  }

  public URI inboxUri() {
    return started(inbox).uri();
  }

  public URI botApiUri() {
    return started(botApi).uri();
  }

  public URI smsGatewayUri() {
    return started(smsGateway).uri();
  }

  public URI pushServiceUri() {
    return started(pushService).uri();
  }

  public URI webhookReceiverUri() {
    return started(webhookReceiver).uri();
  }

  public URI dashboardUri() {
    return server().uri().resolve("/dashboard");
  }

  /** For the API: it schedules, reads and manages. The same for the same data folder. */
  public String apiKey() {
    return started(apiKey);
  }

  /** For {@link DashboardLogin#NAME}; another for each start. */
  public String dashboardPassword() {
    return login.password();
  }

  /** What is where, and what to try first. */
  public String welcome() {
    return Welcome.text(this, settings);
  }

  /** Tests may stop and start it: a database outage. */
  public LocalPostgres postgres() {
    return started(postgres);
  }

  /** Where reports are stored. */
  public Path reportsFolder() {
    return started(data).reports();
  }

  /** Where each application's lines are. */
  Path logsFolder() {
    return started(data).logs();
  }

  /** The latest server started; it may have ended. */
  public ChildProcess server() {
    return started(server);
  }

  /** All that were started, in that order; some may have ended. */
  public List<ChildProcess> emailWorkers() {
    return List.copyOf(emailWorkers);
  }

  /** All that were started, in that order; some may have ended. */
  public List<ChildProcess> messagingWorkers() {
    return List.copyOf(messagingWorkers);
  }

  /** Whether anything was started, so that there was something to end. */
  boolean hasStarted() {
    return postgres != null;
  }

  /** Whether everything is being ended, or has ended. */
  boolean isClosing() {
    return closing;
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The quickstart has not started this yet");
    }
    return part;
  }

  /** Ends the applications, then the servers they talk to, PostgreSQL last. Waits for all. */
  @Override
  public synchronized void close() {
    synchronized (latestFirst) {
      closing = true;
      if (waitingForApplications != null) {
        waitingForApplications.interrupt();
      }
    }
    awaitEndOfBegin();
    while (true) {
      AutoCloseable next;
      synchronized (latestFirst) {
        next = latestFirst.poll();
      }
      if (next == null) {
        return;
      }
      closeQuietly(next);
    }
  }

  /** What is being started meanwhile is closed by {@link #hold}, in the thread that starts it. */
  private void awaitEndOfBegin() {
    try {
      if (begun && !beginEnded.await(90, TimeUnit.SECONDS)) {
        log.error("The start does not end; what it has begun may stay");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One part that cannot be ended must not keep the others alive. */
  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      log.error("{} could not be ended", resource.getClass().getSimpleName(), e);
    }
  }
}
