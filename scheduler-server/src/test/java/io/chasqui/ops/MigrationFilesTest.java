package io.chasqui.ops;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.MigrationFile;
import io.chasqui.testing.TableOwners;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations are named by the minute they were written in, and say whose they are. */
class MigrationFilesTest {

  private static final String FOLDER = "delivery-core/src/main/resources/db/migration";

  /** Those from before that, with the checksums of their lines: what is merged is never changed. */
  private static final Map<String, Long> NUMBERED =
      Map.ofEntries(
          entry("V0001__delivery.sql", 0x68bf14ebL),
          entry("V0002__report.sql", 0x43afa1b4L),
          entry("V0003__telegram.sql", 0xda0cd468L),
          entry("V0004__delivery_at_size.sql", 0x996b304fL),
          entry("V0005__attempt_phase.sql", 0x4b91fb20L),
          entry("V0006__idempotency_key.sql", 0x66a00b29L),
          entry("V0007__jobs_and_deliveries_reconciled.sql", 0xc9b09d07L),
          entry("V0008__delivery_by_deadline.sql", 0x41938fa3L),
          entry("V0009__api_key.sql", 0xbba92934L),
          entry("V0010__delivery_plain_and_traced.sql", 0x44a7e0b9L),
          entry("V0011__events.sql", 0x81046586L),
          entry("V0012__contact_message.sql", 0x1ddfcfcaL),
          entry("V0013__channel_health_and_alert.sql", 0x46ff892aL));

  @Test
  void allAreInOneFolder() throws IOException {
    assertThat(files())
        .allSatisfy(file -> assertThat(file.getParent()).isEqualTo(Repository.file(FOLDER)));
  }

  @Test
  void thoseThatWereMergedWithANumberAreAsTheyWere() throws IOException {
    Map<String, Long> checksums =
        migrations().stream()
            .filter(MigrationFile::isNumbered)
            .collect(Collectors.toMap(MigrationFile::name, MigrationFilesTest::checksum));

    assertThat(checksums).containsExactlyInAnyOrderEntriesOf(NUMBERED);
  }

  @Test
  void theOthersAreNamedByTimeAndSayWhoseTheyAre() throws IOException {
    assertThat(migrations())
        .filteredOn(migration -> !migration.isNumbered())
        .isNotEmpty()
        .allSatisfy(migration -> assertThat(migration.faults()).isEmpty());
  }

  @Test
  void noTwoAreOfTheSameMinute() throws IOException {
    assertThat(migrations()).extracting(MigrationFile::version).doesNotHaveDuplicates();
  }

  @Test
  void everyTableHasOneOwner() throws IOException {
    Map<String, String> owners = new TreeMap<>();
    for (MigrationFile migration : migrations()) {
      for (String table : migration.tables()) {
        String owner = TableOwners.ownerBy(migration, table);
        assertThat(owner).as("owner of " + table).isNotNull();
        assertThat(owners.merge(table, owner, (first, second) -> first))
            .as("owner of " + table)
            .isEqualTo(owner);
      }
    }

    assertThat(owners).containsAllEntriesOf(TableOwners.OF_NUMBERED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "V0014__text.sql",
        "V202602290230__text.sql",
        "V202613010230__text.sql",
        "V202611292430__text.sql",
        "V20261129023000__text.sql",
        "V202611290230__Text.sql",
        "V202611290230_text.sql",
        "R__text.sql"
      })
  void anotherNameIsFound(String name) {
    assertThat(new MigrationFile(name, "-- owner: contact\n").faults()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-- owner:", "-- owner: Contact", "-- Text.\n-- owner: contact"})
  void anOwnerThatIsNotSaidIsFound(String text) {
    assertThat(new MigrationFile("V202611290230__text.sql", text).faults()).hasSize(1);
  }

  private static List<MigrationFile> migrations() throws IOException {
    return files().stream()
        .map(file -> new MigrationFile(file.getFileName().toString(), Repository.read(file)))
        .toList();
  }

  /** Of all modules, whatever is named as Flyway names them. */
  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Repository.root())) {
      for (Path module : modules) {
        Path resources = module.resolve("src/main/resources");
        if (Files.isDirectory(resources)) {
          try (Stream<Path> all = Files.walk(resources)) {
            all.filter(MigrationFilesTest::isMigration).forEach(files::add);
          }
        }
      }
    }
    return files;
  }

  private static boolean isMigration(Path file) {
    return file.toString().endsWith(".sql")
        && (file.startsWith(Repository.file(FOLDER))
            || file.getFileName().toString().matches("[A-Z].*__.*"));
  }

  private static long checksum(MigrationFile migration) {
    CRC32 checksum = new CRC32();
    migration
        .text()
        .lines()
        .forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
    return checksum.getValue();
  }
}
