package io.chasqui.benchmarks.bed;

import io.chasqui.quickstart.process.ChildSpec;
import io.chasqui.quickstart.process.FreePorts;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How each process is started. All that are compared get the same memory. */
public final class Children {

  /** For the applications and the yardstick alike; everything else is the JVM's default. */
  public static final List<String> JVM_OPTIONS = List.of("-Xmx512m");

  /** It holds nothing but one buffer for each connection. */
  private static final List<String> SINK_JVM_OPTIONS =
      List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=1g");

  private final TestBed bed;

  public Children(TestBed bed) {
    this.bed = bed;
  }

  public ChildSpec server(Database database, Path reports) {
    Map<String, String> own = new HashMap<>();
    own.put("jobrunr.dashboard.enabled", "false");
    return application("scheduler-server", bed.jars().server(), database, reports, own);
  }

  public ChildSpec emailWorker(Database database, Path reports, int smtpPort, int poolSize) {
    Map<String, String> own = new HashMap<>();
    own.put("chasqui.email.host", "127.0.0.1");
    own.put("chasqui.email.port", Integer.toString(smtpPort));
    own.put("chasqui.email.from", "reports@chasqui.example");
    own.put("chasqui.email.tls", "none");
    own.put("chasqui.email.pool-size", Integer.toString(poolSize));
    return application("email-worker", bed.jars().emailWorker(), database, reports, own);
  }

  private ChildSpec application(
      String name, Path jar, Database database, Path reports, Map<String, String> own) {
    int port = FreePorts.any();
    Map<String, String> properties = new HashMap<>(own);
    properties.put("server.port", Integer.toString(port));
    properties.put("server.address", "127.0.0.1");
    properties.put("spring.datasource.url", database.url());
    properties.put("spring.datasource.username", database.user());
    properties.put("chasqui.storage.directory.path", reports.toString());
    Map<String, String> environment = Map.of("SPRING_DATASOURCE_PASSWORD", database.password());
    List<String> program = List.of("-jar", jar.toString());
    return new ChildSpec(name, program, port, JVM_OPTIONS, properties, environment, bed.folder());
  }

  public ChildSpec sink(Path spool) {
    int port = FreePorts.any();
    return ours("sink", port, SINK_JVM_OPTIONS, "sink.SinkApplication", port, spool);
  }

  /** A program of this module, on this module's class path. */
  public ChildSpec ours(
      String name, int port, List<String> jvmOptions, String mainClass, Object... arguments) {
    String classPath = System.getProperty("java.class.path", "");
    return program(name, port, jvmOptions, classPath, mainClass, arguments);
  }

  /** A program of this module on the class path of stock JobRunr. */
  public ChildSpec onStockJobRunr(String name, String mainClass, Object... arguments) {
    Path classes = ownLocation();
    String jars = classes.resolveSibling("yardstick") + File.separator + "*";
    String classPath = jars + File.pathSeparator + classes;
    return program(name, 0, JVM_OPTIONS, classPath, mainClass, arguments);
  }

  private ChildSpec program(
      String name,
      int port,
      List<String> jvmOptions,
      String classPath,
      String mainClass,
      Object... arguments) {
    List<String> program = new ArrayList<>(List.of("-cp", classPath));
    program.add("io.chasqui.benchmarks." + mainClass);
    for (Object argument : arguments) {
      program.add(argument.toString());
    }
    return new ChildSpec(name, program, port, jvmOptions, Map.of(), Map.of(), bed.folder());
  }

  /** This module's jar or folder of classes, both in target. */
  private static Path ownLocation() {
    try {
      return Path.of(Children.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
