package io.chasqui.server.recipient.transfer;

import io.chasqui.contract.recipient.ImportLine;
import io.chasqui.platform.TimeUuid;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.MergeKey;
import io.chasqui.server.recipient.RecipientBulk;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.RecipientStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, judged one after the other against what is there and what the rows before have made of
 * it; then all that came of them is written at once. Belongs to one transaction.
 */
final class ImportChunk {

  private final RecipientStore recipients;
  private final RecipientBulk store;
  private final MergeKey key;
  private final ImportOptions options;
  private final Instant begunAt;
  private final RowTexts texts;

  private final ImportCounts counts = new ImportCounts();
  private final List<ImportLine> lines = new ArrayList<>();
  private final Map<String, List<Target>> byKey = new HashMap<>();
  private final Set<UUID> ids = new HashSet<>();
  private final Map<String, UUID> externalIds = new HashMap<>();
  private final Set<String> erased = new HashSet<>();

  /**
   * @param begunAt when the import began, by the database's clock
   */
  ImportChunk(
      RecipientStore recipients,
      RecipientBulk store,
      MergeKey key,
      ImportOptions options,
      Instant begunAt,
      RowTexts texts) {
    this.recipients = recipients;
    this.store = store;
    this.key = key;
    this.options = options;
    this.begunAt = begunAt;
    this.texts = texts;
  }

  /** Judges the rows, and writes what came of them, unless it is a dry run. */
  void take(List<RowChange> rows) {
    store.lockImports();
    look(rows);
    for (RowChange row : rows) {
      try {
        take(row);
      } catch (RowFault e) {
        counts.failed();
        lines.add(texts.failed(row.line(), e));
      }
    }
    if (!options.dryRun()) {
      write();
    }
  }

  ImportCounts counts() {
    return counts;
  }

  /** What is told of rows. */
  List<ImportLine> lines() {
    return lines;
  }

  /** Looks up all that rows are judged by. */
  private void look(List<RowChange> rows) {
    store
        .hold(key, all(rows, RowChange::key))
        .forEach(
            (value, entries) ->
                byKey.put(value, new ArrayList<>(entries.stream().map(Target::new).toList())));
    ids.addAll(store.ids(all(rows, RowChange::id)));
    externalIds.putAll(store.externalIds(all(rows, row -> row.said().externalId())));
    if (!options.force()) {
      erased.addAll(
          store.erased(
              all(rows, row -> row.said().email()),
              all(rows, row -> row.said().phone()),
              all(rows, row -> row.said().telegramChatId())));
    }
  }

  private static <R, T> Collection<T> all(List<R> rows, Function<R, @Nullable T> value) {
    return rows.stream().map(value).filter(Objects::nonNull).distinct().toList();
  }

  private void take(RowChange row) throws RowFault {
    Target target = target(row);
    RecipientProfile changed = row.appliedTo(target.profile);
    requireNotErased(target.profile, changed);
    claimExternalId(target, changed.externalId());
    tellOfRowsBefore(target, row.line());
    if (target.isNew && target.line == 0) {
      byKey.computeIfAbsent(row.key(), value -> new ArrayList<>()).add(target);
      ids.add(target.id);
      counts.inserted();
    } else if (changed.equals(target.profile)) {
      counts.unchanged();
    } else {
      counts.updated();
    }
    target.take(row.line(), changed);
  }

  private Target target(RowChange row) throws RowFault {
    List<Target> found = byKey.getOrDefault(row.key(), List.of());
    String column = key.column();
    if (found.size() > 1) {
      throw new RowFault(column, "AMBIGUOUS", "import.ambiguous");
    }
    if (found.isEmpty()) {
      return fresh(row, column);
    }
    Target target = found.get(0);
    if (options.mode() == ImportMode.INSERT && !target.isNew) {
      throw new RowFault(column, "EXISTS", "import.exists");
    }
    if (row.id() != null && !row.id().equals(target.id)) {
      throw new RowFault("id", "EXISTS", "import.otherId");
    }
    return target;
  }

  private Target fresh(RowChange row, String column) throws RowFault {
    if (options.mode() == ImportMode.UPDATE) {
      throw new RowFault(column, "NOT_FOUND", "import.notFound");
    }
    UUID id = row.id();
    if (id != null && ids.contains(id)) {
      throw new RowFault("id", "EXISTS", "import.exists");
    }
    return new Target(id == null ? TimeUuid.fresh() : id);
  }

  private void requireNotErased(RecipientProfile before, RecipientProfile after) throws RowFault {
    requireNotErased("email", before.email(), after.email());
    requireNotErased("phone", before.phone(), after.phone());
    requireNotErased("telegramChatId", before.telegramChatId(), after.telegramChatId());
  }

  private void requireNotErased(String column, @Nullable String before, @Nullable String after)
      throws RowFault {
    if (after != null && !after.equals(before) && erased.contains(after)) {
      throw new RowFault(column, "ERASED", "import.erased");
    }
  }

  private void claimExternalId(Target target, @Nullable String externalId) throws RowFault {
    UUID owner = externalId == null ? null : externalIds.get(externalId);
    if (owner != null && !owner.equals(target.id)) {
      throw new RowFault("externalId", "EXTERNAL_ID_TAKEN", "import.externalIdTaken");
    }
    if (externalId != null) {
      externalIds.put(externalId, target.id);
    }
  }

  /** Two rows of one key: the later wins. In which line the other stood is known in a chunk. */
  private void tellOfRowsBefore(Target target, long line) {
    String column = key.column();
    if (target.line > 0) {
      lines.add(
          texts.warned(target.line, new RowFault(column, "REPEATED", "import.repeatedBy", line)));
    } else if (target.updatedAt != null && !target.updatedAt.isBefore(begunAt)) {
      lines.add(texts.warned(line, new RowFault(column, "REPEATED", "import.repeated")));
    }
  }

  private void write() {
    Map<UUID, RecipientProfile> fresh = new LinkedHashMap<>();
    List<DirectoryEntry> changed = new ArrayList<>();
    for (List<Target> targets : byKey.values()) {
      for (Target target : targets) {
        if (target.isNew) {
          fresh.put(target.id, target.profile);
        } else if (target.isChanged()) {
          changed.add(target.entry());
        }
      }
    }
    recipients.changeAndAdd(changed, fresh);
    if (options.force()) {
      List<RecipientProfile> taken = new ArrayList<>(fresh.values());
      changed.forEach(entry -> taken.add(entry.profile()));
      store.takeErased(
          all(taken, RecipientProfile::email),
          all(taken, RecipientProfile::phone),
          all(taken, RecipientProfile::telegramChatId));
    }
  }

  /** A recipient that rows are about. */
  private static final class Target {

    private final UUID id;
    private final boolean isNew;
    private final @Nullable DirectoryEntry stored;
    private final @Nullable Instant updatedAt;
    private RecipientProfile profile;

    /** Of the newest row about it; 0: there was none. */
    private long line;

    Target(UUID id) {
      this.id = id;
      this.isNew = true;
      this.stored = null;
      this.updatedAt = null;
      this.profile = RecipientProfile.EMPTY;
    }

    Target(DirectoryEntry stored) {
      this.id = stored.id();
      this.isNew = false;
      this.stored = stored;
      this.updatedAt = stored.updatedAt();
      this.profile = stored.profile();
    }

    void take(long row, RecipientProfile changed) {
      line = row;
      profile = changed;
    }

    boolean isChanged() {
      return stored != null && !stored.profile().equals(profile);
    }

    DirectoryEntry entry() {
      return Objects.requireNonNull(stored).with(profile);
    }
  }
}
