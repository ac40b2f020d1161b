package io.chasqui.quickstart;

import io.chasqui.quickstart.postgres.LocalPostgres;
import io.chasqui.quickstart.prepared.AppImage;
import io.chasqui.quickstart.prepared.Prepared;
import io.chasqui.quickstart.process.ChildSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How each application is told where the others are. */
final class AppSpecs {

  /** Small, because up to six JVMs share a laptop. */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-Dfile.encoding=UTF-8",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8");

  /** A laptop's minutes are too few for the compiler that takes longest. */
  private static final String WITHOUT_SLOW_COMPILER = "-XX:TieredStopAtLevel=1";

  /** Its mails are in the inbox, like all others. */
  private static final String CONTACT_RECIPIENT = "desk@example.com";

  private static final String SMS_TOKEN = "CHASQUI_SMS_GATEWAY_MAIN_TOKEN";
  private static final String SECRETS_KEY = "CHASQUI_SECRETS_KEY";
  private static final String VAPID_PRIVATE_KEY = "CHASQUI_PUSH_VAPIDPRIVATEKEY";

  /** Where the stand-in receiver of webhooks is, and without TLS. */
  private static final String THIS_MACHINE = "127.0.0.0/8";

  private final QuickstartSettings settings;
  private final AppJars jars;
  private final Prepared prepared;
  private final DataFolder data;
  private final LocalPostgres postgres;
  private final URI smsGateway;
  private final DashboardLogin login;

  AppSpecs(
      QuickstartSettings settings,
      AppJars jars,
      Prepared prepared,
      DataFolder data,
      LocalPostgres postgres,
      URI smsGateway,
      DashboardLogin login) {
    this.settings = settings;
    this.jars = jars;
    this.prepared = prepared;
    this.data = data;
    this.postgres = postgres;
    this.smsGateway = smsGateway;
    this.login = login;
  }

  ChildSpec server(int port) {
    Map<String, String> own = new HashMap<>(sms());
    own.putAll(push());
    // Short, so that a delivery can be watched.
    own.put("chasqui.schedule.default-delay", "10s");
    own.put("chasqui.contact.recipients", CONTACT_RECIPIENT);
    own.put("chasqui.api.first-key.file", data.apiKey().toString());
    own.put("chasqui.api.first-key.scopes", "schedule,read,manage,recipients");
    own.put("chasqui.http.allowed-networks", THIS_MACHINE);
    Map<String, String> secrets = new HashMap<>(login.environment());
    secrets.putAll(channelSecrets());
    return spec("server", jars.server(), port, own, Map.of(), secrets);
  }

  ChildSpec emailWorker(String name, int port, int smtpPort, Map<String, String> more) {
    Map<String, String> own = new HashMap<>();
    own.put("chasqui.email.host", "127.0.0.1");
    own.put("chasqui.email.port", Integer.toString(smtpPort));
    own.put("chasqui.email.from", "reports@chasqui.example");
    own.put("chasqui.email.tls", "none");
    return spec(name, jars.emailWorker(), port, own, more, Map.of());
  }

  ChildSpec messagingWorker(String name, int port, URI botApi, Map<String, String> more) {
    Map<String, String> own = new HashMap<>(sms());
    own.putAll(push());
    own.put("chasqui.telegram.api-base-url", botApi.toString());
    own.put("chasqui.http.allowed-networks", THIS_MACHINE);
    Map<String, String> secrets = new HashMap<>(channelSecrets());
    secrets.put("CHASQUI_TELEGRAM_BOTTOKEN", Quickstart.BOT_TOKEN);
    return spec(name, jars.messagingWorker(), port, own, more, secrets);
  }

  /** Of what server and messaging workers know both. */
  private static Map<String, String> channelSecrets() {
    return Map.of(
        SMS_TOKEN,
        Quickstart.SMS_TOKEN,
        SECRETS_KEY,
        Quickstart.SECRETS_KEY,
        VAPID_PRIVATE_KEY,
        Quickstart.VAPID_PRIVATE_KEY);
  }

  private static Map<String, String> push() {
    return Map.of(
        "chasqui.push.vapid-public-key",
        Quickstart.VAPID_PUBLIC_KEY,
        "chasqui.push.subject",
        "mailto:desk@chasqui.example");
  }

  private Map<String, String> sms() {
    return Map.of(
        "chasqui.sms.gateways",
        "main",
        "chasqui.sms.gateway.main.type",
        "probe",
        "chasqui.sms.gateway.main.url",
        smsGateway.toString());
  }

  /** In one map, because Spring joins a key that is given twice: the caller's values come last. */
  private ChildSpec spec(
      String name,
      Path jar,
      int port,
      Map<String, String> own,
      Map<String, String> more,
      Map<String, String> secrets) {
    Map<String, String> properties = new HashMap<>();
    properties.put("server.port", Integer.toString(port));
    properties.put("server.address", "127.0.0.1");
    properties.put("spring.datasource.url", postgres.jdbcUrl());
    properties.put("spring.datasource.username", postgres.user());
    properties.put("chasqui.storage.type", "directory");
    properties.put("chasqui.storage.directory.path", data.reports().toString());
    // Less than the quickstart's patience, so that running jobs end in good order.
    properties.put("chasqui.worker.shutdown-timeout", "10s");
    properties.putAll(own);
    properties.putAll(settings.appProperties());
    properties.putAll(more);
    Map<String, String> environment = new HashMap<>(secrets);
    environment.put("SPRING_DATASOURCE_PASSWORD", postgres.password());
    AppImage image = settings.recording() ? prepared.recordingImage(jar) : prepared.image(jar);
    List<String> jvmOptions = new ArrayList<>(JVM_OPTIONS);
    if (!settings.rehearsing()) {
      jvmOptions.add(WITHOUT_SLOW_COMPILER);
    }
    jvmOptions.addAll(image.jvmOptions());
    jvmOptions.addAll(settings.jvmOptions());
    return new ChildSpec(
        name, image.program(), port, jvmOptions, properties, environment, data.root());
  }
}
