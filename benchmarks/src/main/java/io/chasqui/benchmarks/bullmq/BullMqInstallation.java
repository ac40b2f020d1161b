package io.chasqui.benchmarks.bullmq;

import io.chasqui.benchmarks.bed.Program;
import io.chasqui.benchmarks.bed.SearchPath;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.benchmarks.result.Report;
import io.chasqui.quickstart.process.ChildProcess;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the Node program ready in the bed's folder, or says in the report why it cannot be. */
public final class BullMqInstallation {

  private static final String NODE = "node";
  private static final String NPM = "npm";
  private static final String REDIS = "redis-server";

  /** What package.json's engines say too: nodemailer needs it. */
  private static final int LEAST_NODE = 20;

  private static final Pattern VERSION = Pattern.compile("v=?((\\d+)[.\\d]*)");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "queue.mjs", "enqueue.mjs", "worker.mjs");

  /** No script of a package runs, and npm asks its registry for nothing but packages. */
  private static final List<String> INSTALL =
      List.of("ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund");

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(2);

  private final TestBed bed;
  private final SearchPath path;
  private final Report report;

  public BullMqInstallation(TestBed bed, SearchPath path, Report report) {
    this.bed = bed;
    this.path = path;
    this.report = report;
  }

  /** Installs it; empty, with one line in the report, where something is missing. */
  public Optional<BullMq> install() {
    List<String> missing =
        List.of(NODE, NPM, REDIS).stream().filter(name -> path.find(name).isEmpty()).toList();
    if (!missing.isEmpty()) {
      return without("not on the PATH: " + String.join(", ", missing));
    }
    Matcher node = version(NODE);
    if (Integer.parseInt(node.group(2)) < LEAST_NODE) {
      return without("Node.js is " + node.group(1) + " and has to be " + LEAST_NODE + " or newer");
    }
    Path folder = copyProgram();
    report.progress("E: installing BullMQ");
    ChildProcess npm = run(folder, NPM, INSTALL, INSTALL_TIMEOUT);
    if (npm.exitCode() != 0) {
      return without("npm ci failed or took more than " + INSTALL_TIMEOUT.toMinutes() + " minutes");
    }
    report.line("BullMQ: Node.js %s, Redis %s".formatted(node.group(1), version(REDIS).group(1)));
    return Optional.of(new BullMq(bed, folder, program(NODE), program(REDIS)));
  }

  private Optional<BullMq> without(String reason) {
    report.line("BullMQ is not measured: " + reason + ".");
    return Optional.empty();
  }

  private Matcher version(String name) {
    ChildProcess asked = run(bed.folder(), name, List.of("--version"), ANSWER_TIMEOUT);
    Matcher version = VERSION.matcher(String.join(" ", asked.recentLines()));
    if (!version.find()) {
      throw new IllegalStateException(name + " does not tell its version. " + asked.lastWords());
    }
    return version;
  }

  private ChildProcess run(Path folder, String name, List<String> arguments, Duration timeout) {
    return bed.runToItsEnd(Program.of(name, folder, program(name), arguments), timeout);
  }

  private Path program(String name) {
    return path.find(name).orElseThrow(() -> new IllegalStateException(name + " has gone"));
  }

  private Path copyProgram() {
    try {
      Path folder = Files.createDirectory(bed.folder().resolve("bullmq"));
      for (String file : FILES) {
        copy(file, folder);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("The Node program could not be copied", e);
    }
  }

  private static void copy(String file, Path folder) throws IOException {
    try (InputStream content = BullMqInstallation.class.getResourceAsStream("/bullmq/" + file)) {
      if (content == null) {
        throw new FileNotFoundException(file);
      }
      Files.copy(content, folder.resolve(file));
    }
  }
}
