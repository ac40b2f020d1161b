package io.chasqui.benchmarks.bed;

import io.chasqui.quickstart.AppJars;
import io.chasqui.quickstart.prepared.AppImage;
import io.chasqui.quickstart.prepared.Prepared;
import io.chasqui.quickstart.process.ChildSpec;
import io.chasqui.quickstart.process.FreePorts;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How each process is started. All that are compared get the same JVM options. */
public final class Children {

  /** It holds nothing but buffers. */
  private static final List<String> SINK_JVM_OPTIONS =
      List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=1g");

  private static final String PACKAGE = "io.chasqui.benchmarks.";

  private final TestBed bed;
  private final List<String> jvmOptions;
  private final boolean prepared;

  /**
   * @param jvmOptions of the applications and the yardsticks alike
   * @param prepared whether the applications run as in the images
   */
  public Children(TestBed bed, List<String> jvmOptions, boolean prepared) {
    this.bed = bed;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.prepared = prepared;
  }

  public ChildSpec server(Database database, Path reports) {
    return server(database, reports, Map.of());
  }

  /**
   * One that knows all channels, and lets the key write recipients.
   *
   * @param peerPort of the SMS gateway
   */
  public ChildSpec serverOfChannels(Database database, Path reports, int peerPort) {
    Map<String, String> channels = new HashMap<>(ChannelSettings.all(peerPort));
    channels.put("chasqui.api.first-key.scopes", "schedule,read,manage,recipients");
    return server(database, reports, channels);
  }

  private ChildSpec server(Database database, Path reports, Map<String, String> more) {
    Map<String, String> own = new HashMap<>();
    own.put("chasqui.api.first-key.file", firstKey(database).toString());
    own.put("chasqui.api.first-key.scopes", "schedule,read,manage");
    // One key sends everything; how much it may is not what is measured.
    own.put("chasqui.api.requests-per-minute", "100000000");
    // What fills the tables seems to be old, and is not to go meanwhile.
    own.put("chasqui.retention.personal-data", "3650d");
    own.put("chasqui.retention.rows", "3650d");
    own.putAll(more);
    return application("scheduler-server", image(bed.jars().server()), database, reports, own);
  }

  /** Where the server of this database leaves a key when it starts; earlier versions do not. */
  public Path firstKey(Database database) {
    return bed.folder().resolve("key-of-" + database.name());
  }

  public ChildSpec emailWorker(Database database, Path reports, int smtpPort, int poolSize) {
    Map<String, String> own = new HashMap<>();
    own.put("chasqui.email.host", "127.0.0.1");
    own.put("chasqui.email.port", Integer.toString(smtpPort));
    own.put("chasqui.email.from", "reports@chasqui.example");
    own.put("chasqui.email.tls", "none");
    own.put("chasqui.email.pool-size", Integer.toString(poolSize));
    return application("email-worker", image(bed.jars().emailWorker()), database, reports, own);
  }

  /**
   * Of SMS, webhooks and push messages.
   *
   * @param peerPort of the SMS gateway
   * @param perHost webhooks and push messages to one host that it has in flight at most
   */
  public ChildSpec messagingWorker(Database database, Path reports, int peerPort, int perHost) {
    Map<String, String> own = new HashMap<>(ChannelSettings.all(peerPort));
    own.put("chasqui.webhook.per-host", Integer.toString(perHost));
    own.put("chasqui.push.per-host", Integer.toString(perHost));
    return application(
        "messaging-worker", image(bed.jars().messagingWorker()), database, reports, own);
  }

  /** A worker of the e-mail queue that sends nothing. */
  public ChildSpec noOpWorker(Database database, Path reports) {
    return application(
        "no-op worker", List.of(), ours("noop.NoOpWorker"), database, reports, Map.of());
  }

  private AppImage image(Path jar) {
    if (!prepared) {
      return AppImage.plain(jar);
    }
    AppImage image = Prepared.of(AppJars.defaultFolder()).image(jar);
    if (image.jvmOptions().isEmpty()) {
      throw new IllegalStateException("Nothing was recorded for " + jar.getFileName());
    }
    return image;
  }

  private ChildSpec application(
      String name, AppImage image, Database database, Path reports, Map<String, String> own) {
    return application(name, image.jvmOptions(), image.program(), database, reports, own);
  }

  private ChildSpec application(
      String name,
      List<String> ownOptions,
      List<String> program,
      Database database,
      Path reports,
      Map<String, String> own) {
    int port = FreePorts.any();
    Map<String, String> properties = new HashMap<>(own);
    properties.put("server.port", Integer.toString(port));
    properties.put("server.address", "127.0.0.1");
    properties.put("spring.datasource.url", database.url());
    properties.put("spring.datasource.username", database.user());
    properties.put("chasqui.storage.directory.path", reports.toString());
    Map<String, String> environment = Map.of("SPRING_DATASOURCE_PASSWORD", database.password());
    List<String> options = Stream.concat(jvmOptions.stream(), ownOptions.stream()).toList();
    return new ChildSpec(name, program, port, options, properties, environment, bed.folder());
  }

  public ChildSpec sink(Path spool) {
    int port = FreePorts.any();
    List<String> program = ours("sink.SinkApplication", port, spool);
    return plain("built-in sink", port, SINK_JVM_OPTIONS, program);
  }

  /** A peer of SMS, webhooks and push messages. */
  public ChildSpec peer() {
    int port = FreePorts.any();
    return plain("HTTP peer", port, SINK_JVM_OPTIONS, ours("peer.PeerApplication", port));
  }

  /** A yardstick that needs nothing but this module. */
  public ChildSpec yardstick(String name, String mainClass, Object... arguments) {
    return plain(name, 0, jvmOptions, ours(mainClass, arguments));
  }

  /** A yardstick on the class path of stock JobRunr. */
  public ChildSpec stockYardstick(String name, String mainClass, Object... arguments) {
    Path classes = ownLocation();
    String jars = classes.resolveSibling("yardstick") + File.separator + "*";
    String classPath = jars + File.pathSeparator + classes;
    return plain(name, 0, jvmOptions, program(classPath, mainClass, arguments));
  }

  private ChildSpec plain(String name, int port, List<String> options, List<String> program) {
    return new ChildSpec(name, program, port, options, Map.of(), Map.of(), bed.folder());
  }

  private static List<String> ours(String mainClass, Object... arguments) {
    return program(System.getProperty("java.class.path", ""), mainClass, arguments);
  }

  private static List<String> program(String classPath, String mainClass, Object... arguments) {
    List<String> program = new ArrayList<>(List.of("-cp", classPath, PACKAGE + mainClass));
    for (Object argument : arguments) {
      program.add(argument.toString());
    }
    return program;
  }

  /** This module's jar or folder of classes; both are in target. */
  private static Path ownLocation() {
    try {
      return Path.of(Children.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
