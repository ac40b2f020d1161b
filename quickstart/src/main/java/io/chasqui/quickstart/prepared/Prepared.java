package io.chasqui.quickstart.prepared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder in which a build is made ready for fast starts: for each application its thin jar and
 * its archive of classes, and PostgreSQL unpacked. What is missing, or was made of other jars or by
 * another Java, is not used; a start without it is slower and nothing else.
 */
public final class Prepared {

  private static final String IDENTITY = "made-of";

  /**
   * The same for all, as in the images: an archive is used only with a jar of the name it knows.
   */
  private static final String THIN_JAR = "app.jar";

  /** A copy of the file in which a Java says which it is; quickstart.sh compares it too. */
  private static final String RELEASE = "release";

  private final Path folder;

  Prepared(Path folder) {
    this.folder = folder;
  }

  /**
   * What was made of a repository's jars.
   *
   * @param repository its root; any other folder has nothing
   */
  public static Prepared of(Path repository) {
    return new Prepared(repository.resolve("quickstart").resolve("target").resolve("prepared"));
  }

  /** Whether it was made of these jars by this Java. */
  public boolean isOf(List<Path> jars) {
    return isOfThisJava() && jars.stream().allMatch(jar -> usable(jar).isPresent());
  }

  /** How the application is started fastest. */
  public AppImage image(Path jar) {
    return usable(jar)
        .map(thin -> new AppImage(thin, isOfThisJava() ? archived(thin) : AppImage.NO_OPTIONS))
        .orElseGet(() -> AppImage.plain(jar));
  }

  private static List<String> archived(Path thin) {
    ClassArchive archive = archive(thin);
    return Files.isRegularFile(archive.file()) ? archive.options() : AppImage.NO_OPTIONS;
  }

  /** How it is started so that its archive is written when it ends. */
  public AppImage recordingImage(Path jar) {
    return usable(jar)
        .map(thin -> new AppImage(thin, archive(thin).recordingOptions()))
        .orElseGet(() -> AppImage.plain(jar));
  }

  static ClassArchive archive(Path thin) {
    return ClassArchive.beside(thin);
  }

  /** PostgreSQL's program, if it was unpacked. */
  public Optional<Path> postgresProgram() {
    Path program = postgresFolder();
    return Files.isDirectory(program) && isOfThisJava() ? Optional.of(program) : Optional.empty();
  }

  /** Where PostgreSQL's program is unpacked. */
  public Path postgresFolder() {
    return folder.resolve("postgres");
  }

  Path folder() {
    return folder;
  }

  Path folderOf(Path jar) {
    return folder.resolve(String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", ""));
  }

  Path thinJar(Path jar) {
    return folderOf(jar).resolve(THIN_JAR);
  }

  private Optional<Path> usable(Path jar) {
    Path thin = thinJar(jar);
    try {
      Path madeOf = thin.resolveSibling(IDENTITY);
      return Files.isRegularFile(madeOf) && Files.readString(madeOf).equals(JarIdentity.of(jar))
          ? Optional.of(thin)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // Half made, or not to be read: the jar itself will do.
    }
  }

  void noteIdentity(Path jar) throws IOException {
    Files.writeString(thinJar(jar).resolveSibling(IDENTITY), JarIdentity.of(jar));
  }

  /** The last thing that preparing does: without it no archive is used. */
  void noteThisJava() throws IOException {
    Files.copy(javaRelease(), folder.resolve(RELEASE));
  }

  private boolean isOfThisJava() {
    try {
      Path noted = folder.resolve(RELEASE);
      return Files.isRegularFile(noted) && Files.mismatch(noted, javaRelease()) < 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path javaRelease() {
    return Path.of(System.getProperty("java.home", "")).resolve("release");
  }
}
