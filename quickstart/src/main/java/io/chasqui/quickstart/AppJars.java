package io.chasqui.quickstart;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The three applications' jars, as the build leaves them or side by side in one folder. */
public record AppJars(Path server, Path emailWorker, Path messagingWorker) {

  /**
   * Finds them below the folder.
   *
   * @throws QuickstartRefused naming those that are missing, or what Java would misread in the path
   */
  public static AppJars in(Path folder) {
    UsableFolder.forJars(folder);
    AppJars jars =
        new AppJars(
            jar(folder, "scheduler-server"),
            jar(folder, "email-worker"),
            jar(folder, "messaging-worker"));
    String missing =
        jars.all().stream()
            .filter(jar -> !Files.isRegularFile(jar))
            .map(jar -> System.lineSeparator() + "  " + jar)
            .reduce("", String::concat);
    if (!missing.isEmpty()) {
      throw new QuickstartRefused(
          "These jars are missing:"
              + missing
              + System.lineSeparator()
              + "Build them with ./mvnw -DskipTests package, or name their folder with"
              + " --jars-dir.");
    }
    return jars;
  }

  private static Path jar(Path folder, String name) {
    Path sideBySide = folder.resolve(name + ".jar");
    return Files.isRegularFile(sideBySide)
        ? sideBySide
        : folder.resolve(name).resolve("target").resolve(name + ".jar");
  }

  /** The repository this program was built in, whatever the current folder is. */
  public static Path defaultFolder() {
    Path start = ownLocation();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path module = folder.resolve("scheduler-server");
      if (Files.isDirectory(module.resolve("src"))
          || Files.isDirectory(module.resolve("target"))
          || Files.isRegularFile(folder.resolve("scheduler-server.jar"))) {
        return folder;
      }
    }
    return Path.of("");
  }

  List<Path> all() {
    return List.of(server, emailWorker, messagingWorker);
  }

  /** The quickstart's jar or folder of classes; inside a Spring Boot jar the address is nested. */
  static Path ownLocation() {
    try {
      String location =
          AppJars.class.getProtectionDomain().getCodeSource().getLocation().toURI().toString();
      String plain = location.replaceFirst("^jar:", "").replaceFirst("^nested:", "file:");
      int inside = plain.indexOf("/!");
      int insideOfPlainJar = plain.indexOf("!/");
      int end = inside >= 0 ? inside : insideOfPlainJar >= 0 ? insideOfPlainJar : plain.length();
      return Path.of(URI.create(plain.substring(0, end))).toAbsolutePath();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Path.of("").toAbsolutePath();
    }
  }
}
