package io.chasqui.server.recipient.store;

import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.FoundRecipients;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.RecipientQuery;
import io.chasqui.server.recipient.RecipientStore;
import io.chasqui.server.recipient.SearchCursor;
import io.chasqui.server.recipient.store.ProfileColumns.Written;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class PostgresRecipientStore implements RecipientStore {

  /** An erased row of the same id is filled again; its version goes on. */
  private static final String ADD =
      """
      INSERT INTO recipient (id, %1$s, created_at, updated_at)
      SELECT fresh.id, %2$s, now(), now() FROM %3$s
      ON CONFLICT (id) DO UPDATE SET
        (%1$s, created_at, updated_at, erased_at, erasure_pending, version)
          = ROW (%4$s, EXCLUDED.created_at, EXCLUDED.updated_at, NULL, false, recipient.version + 1)
      WHERE recipient.erased_at IS NOT NULL AND NOT recipient.erasure_pending
      """
          .formatted(
              ProfileColumns.NAMES,
              ProfileColumns.VALUES,
              ProfileColumns.FRESH,
              ProfileColumns.NAMES.replaceAll("\\b([a-z_]+)\\b", "EXCLUDED.$1"));

  private static final String CHANGE =
      """
      UPDATE recipient SET
        (%s, updated_at, version) = ROW (%s, now(), recipient.version + 1)
      FROM %s
      WHERE recipient.id = fresh.id AND erased_at IS NULL
      """
          .formatted(ProfileColumns.NAMES, ProfileColumns.VALUES, ProfileColumns.FRESH);

  private final JdbcClient jdbc;
  private final ProfileColumns columns;
  private final RecipientSearch search;

  PostgresRecipientStore(JdbcClient jdbc, TransactionTemplate transaction, AddressHashes hashes) {
    this.jdbc = jdbc;
    this.columns = new ProfileColumns(hashes);
    this.search = new RecipientSearch(jdbc, transaction, hashes);
  }

  @Override
  public Optional<DirectoryEntry> find(UUID id) {
    return one(id, "");
  }

  @Override
  public Optional<DirectoryEntry> hold(UUID id) {
    return one(id, "FOR UPDATE");
  }

  @Override
  public Map<UUID, DirectoryEntry> hold(Collection<UUID> ids) {
    return inOrder(ids, "FOR UPDATE");
  }

  @Override
  public Map<UUID, DirectoryEntry> keep(Collection<UUID> ids) {
    return inOrder(ids, "FOR SHARE");
  }

  /** In one order for all, so that two who lock several do not wait for each other. */
  private Map<UUID, DirectoryEntry> inOrder(Collection<UUID> ids, String lock) {
    return jdbc
        .sql(
            "SELECT "
                + RecipientRows.COLUMNS
                + "FROM recipient WHERE id = ANY (:ids) AND erased_at IS NULL ORDER BY id "
                + lock)
        .param("ids", ids.toArray(UUID[]::new))
        .query(RecipientRows::entry)
        .list()
        .stream()
        .collect(Collectors.toMap(DirectoryEntry::id, Function.identity()));
  }

  private Optional<DirectoryEntry> one(UUID id, String lock) {
    return jdbc.sql(
            "SELECT "
                + RecipientRows.COLUMNS
                + "FROM recipient WHERE id = :id AND erased_at IS NULL "
                + lock)
        .param("id", id)
        .query(RecipientRows::entry)
        .optional();
  }

  @Override
  public Optional<DirectoryEntry> add(UUID id, RecipientProfile profile) {
    Optional<DirectoryEntry> added =
        jdbc.sql(ADD + "RETURNING " + RecipientRows.COLUMNS)
            .paramSource(columns.of(List.of(new Written(id, profile))))
            .query(RecipientRows::entry)
            .optional();
    rememberAttributes(List.of(profile));
    return added;
  }

  @Override
  public void changeAndAdd(List<DirectoryEntry> entries, Map<UUID, RecipientProfile> fresh) {
    write(entries);
    addAll(fresh);
    rememberAttributes(
        Stream.concat(entries.stream().map(DirectoryEntry::profile), fresh.values().stream())
            .toList());
  }

  private void addAll(Map<UUID, RecipientProfile> fresh) {
    List<Written> rows =
        fresh.entrySet().stream().map(one -> new Written(one.getKey(), one.getValue())).toList();
    if (!rows.isEmpty() && jdbc.sql(ADD).paramSource(columns.of(rows)).update() != rows.size()) {
      throw new DuplicateKeyException("not all that were to be added are new");
    }
  }

  /**
   * In one order for all, and after all recipients are locked, so that two who write several do not
   * wait for each other.
   */
  private void rememberAttributes(Collection<RecipientProfile> profiles) {
    String[] names =
        profiles.stream()
            .flatMap(profile -> profile.attributes().keySet().stream())
            .distinct()
            .sorted()
            .toArray(String[]::new);
    if (names.length > 0) {
      jdbc.sql(
              """
              INSERT INTO recipient_attribute (name) SELECT unnest(:names)
              ON CONFLICT DO NOTHING
              """)
          .param("names", names)
          .update();
    }
  }

  @Override
  public void change(List<DirectoryEntry> entries) {
    write(entries);
    rememberAttributes(entries.stream().map(DirectoryEntry::profile).toList());
  }

  private void write(List<DirectoryEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    int changed =
        jdbc.sql(CHANGE)
            .paramSource(
                columns.of(
                    entries.stream()
                        .map(entry -> new Written(entry.id(), entry.profile()))
                        .toList()))
            .update();
    if (changed != entries.size()) {
      throw new IllegalStateException("not all that were to be changed are held");
    }
  }

  private static final String EMPTIED =
      """
      external_id = NULL, name = NULL, name_key = NULL, email = NULL, email_key = NULL, phone = NULL,
      telegram_chat_id = NULL, locale = NULL, time_zone = NULL, utc_offset = NULL, tags = '{}',
      operator_code = NULL, operator_code_given = false, attributes = '{}', erased_at = now(),
      updated_at = now(), version = version + 1
      """;

  @Override
  public boolean erase(UUID id) {
    forgetPreferences(id);
    return jdbc.sql(
                "UPDATE recipient SET erasure_pending = true, "
                    + EMPTIED
                    + "WHERE id = :id AND erased_at IS NULL")
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public void eraseMerged(UUID id) {
    forgetPreferences(id);
    jdbc.sql(
            "UPDATE recipient SET email_hash = NULL, phone_hash = NULL, telegram_hash = NULL, "
                + EMPTIED
                + "WHERE id = :id AND erased_at IS NULL")
        .param("id", id)
        .update();
  }

  private void forgetPreferences(UUID id) {
    jdbc.sql("DELETE FROM recipient_preference WHERE recipient_id = :id").param("id", id).update();
    jdbc.sql("DELETE FROM recipient_category WHERE recipient_id = :id").param("id", id).update();
  }

  @Override
  public List<UUID> pendingErasures(int atMost) {
    return jdbc.sql(
            "SELECT id FROM recipient WHERE erasure_pending ORDER BY erased_at LIMIT :atMost")
        .param("atMost", atMost)
        .query(UUID.class)
        .list();
  }

  @Override
  public void endErasure(UUID id) {
    jdbc.sql("UPDATE recipient SET erasure_pending = false WHERE id = :id AND erasure_pending")
        .param("id", id)
        .update();
  }

  /** By the forms that a number had before, too: so bots may know it. */
  @Override
  public Set<String> linkedPhones(Collection<String> phones) {
    Map<String, String> byForm = new HashMap<>();
    phones.forEach(
        phone -> new PhoneNumber(phone).forms().forEach(form -> byForm.put(form, phone)));
    Set<String> linked = new HashSet<>();
    if (!byForm.isEmpty()) {
      jdbc.sql(
              """
              SELECT DISTINCT phone_number FROM telegram_contact
              WHERE phone_number = ANY (:phones)
              """)
          .param("phones", byForm.keySet().toArray(String[]::new))
          .query(String.class)
          .list()
          .forEach(form -> linked.add(byForm.get(form)));
    }
    return linked;
  }

  @Override
  public FoundRecipients search(RecipientQuery query) {
    return search.page(query);
  }

  @Override
  public Optional<SearchCursor> placeOf(SearchCursor.Order order, UUID id) {
    return search.placeOf(order, id);
  }
}
