package io.chasqui.testing;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Whose each table is, as the first line of the migration says that makes it. */
public final class TableOwners {

  /** Those of the first thirteen migrations, which have no line that says it. */
  public static final Map<String, String> OF_NUMBERED =
      Map.ofEntries(
          entry("delivery", "delivery"),
          entry("delivery_attempt", "delivery"),
          entry("channel_pause", "delivery"),
          entry("report", "report"),
          entry("telegram_contact", "telegram"),
          entry("telegram_chat_move", "telegram"),
          entry("telegram_file", "telegram"),
          entry("telegram_progress", "telegram"),
          entry("idempotency_key", "intake"),
          entry("job_quarantine", "jobs"),
          entry("api_key", "key"),
          entry("first_person", "security"),
          entry("rate_limit", "limit"),
          entry("event_publisher", "event"),
          entry("event_outbox", "event"),
          entry("event_refused", "event"),
          entry("contact_message", "contact"),
          entry("contact_message_delivery", "contact"),
          entry("channel_health", "status"),
          entry("alert", "alert"));

  private static final String JOBRUNRS = "jobrunr_";

  private final Map<String, String> owners;

  private TableOwners(Map<String, String> owners) {
    this.owners = owners;
  }

  /** By the migrations on the class path. */
  static TableOwners known() {
    Map<String, String> owners = new HashMap<>();
    for (MigrationFile migration : migrations()) {
      for (String table : migration.tables()) {
        owners.put(table, Objects.requireNonNull(ownerBy(migration, table), table));
      }
    }
    return new TableOwners(owners);
  }

  private static List<MigrationFile> migrations() {
    try {
      List<MigrationFile> migrations = new ArrayList<>();
      for (Resource file :
          new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*.sql")) {
        migrations.add(
            new MigrationFile(
                Objects.requireNonNull(file.getFilename()),
                file.getContentAsString(StandardCharsets.UTF_8)));
      }
      return migrations;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whose a table is by the migration that makes it; null when it does not say it. */
  public static @Nullable String ownerBy(MigrationFile migration, String table) {
    return migration.isNumbered() ? OF_NUMBERED.get(table) : migration.owner();
  }

  /**
   * The feature whose table this is; JobRunr's are those of jobs. Empty: there is no such table.
   */
  Optional<String> of(String table) {
    return table.startsWith(JOBRUNRS)
        ? Optional.of("jobs")
        : Optional.ofNullable(owners.get(table));
  }
}
