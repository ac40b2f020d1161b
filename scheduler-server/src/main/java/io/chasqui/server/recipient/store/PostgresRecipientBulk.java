package io.chasqui.server.recipient.store;

import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.platform.db.Times;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.MergeKey;
import io.chasqui.server.recipient.RecipientBulk;
import io.chasqui.server.recipient.RecipientKeys;
import io.chasqui.server.recipient.RecipientProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresRecipientBulk implements RecipientBulk {

  private static final UUID FIRST = new UUID(0, 0);

  private final JdbcClient jdbc;
  private final AddressHashes hashes;

  PostgresRecipientBulk(JdbcClient jdbc, AddressHashes hashes) {
    this.jdbc = jdbc;
    this.hashes = hashes;
  }

  @Override
  public Instant now() {
    return jdbc.sql("SELECT now() AS now")
        .query((row, number) -> Times.instant(row, "now"))
        .single();
  }

  /**
   * Statements are planned anew in it: a plan of when the directory was empty would read all of it
   * for each thousand rows.
   */
  @Override
  public void lockImports() {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('chasqui.recipients.import', 0))")
        .query(row -> {});
    jdbc.sql("SET LOCAL plan_cache_mode = force_custom_plan").update();
  }

  @Override
  public Map<String, List<DirectoryEntry>> hold(MergeKey key, Collection<String> keys) {
    Set<String> wanted = Set.copyOf(keys);
    Map<String, List<DirectoryEntry>> byKey = new HashMap<>();
    for (DirectoryEntry entry : held(key, keys)) {
      String own = key(key, entry);
      // Of one hash are addresses that differ in the case of what stands before the @.
      if (own != null && wanted.contains(own)) {
        byKey.computeIfAbsent(own, one -> new ArrayList<>()).add(entry);
      }
    }
    return byKey;
  }

  private List<DirectoryEntry> held(MergeKey key, Collection<String> keys) {
    return switch (key) {
      case ID -> held("id IN (SELECT one::uuid FROM unnest(:keys) AS one)", keys);
      case EXTERNAL_ID -> held("external_id IN (SELECT unnest(:keys))", keys);
      case EMAIL -> held(hashed("email_hash"), hashes(keys, EmailAddress::of));
      case PHONE -> held(hashed("phone_hash"), hashes(keys, PhoneNumber::new));
    };
  }

  private static String hashed(String column) {
    return column + " IN (SELECT decode(one, 'hex') FROM unnest(:keys) AS one)";
  }

  private List<DirectoryEntry> held(String which, Collection<String> keys) {
    return jdbc.sql(
            "SELECT %s FROM recipient WHERE %s AND erased_at IS NULL ORDER BY id FOR UPDATE"
                .formatted(RecipientRows.COLUMNS, which))
        .param("keys", keys.toArray(String[]::new))
        .query(RecipientRows::entry)
        .list();
  }

  private static @Nullable String key(MergeKey key, DirectoryEntry entry) {
    RecipientProfile profile = entry.profile();
    return switch (key) {
      case ID -> entry.id().toString();
      case EXTERNAL_ID -> profile.externalId();
      case EMAIL -> profile.email() == null ? null : RecipientKeys.ofEmail(profile.email());
      case PHONE -> profile.phone();
    };
  }

  private List<String> hashes(
      Collection<String> addresses, Function<String, ? extends Recipient> reader) {
    return addresses.stream().map(reader).map(hashes::of).toList();
  }

  @Override
  public Set<UUID> ids(Collection<UUID> ids) {
    return jdbc.sql(
            "SELECT id FROM recipient WHERE id = ANY (:ids) AND (erased_at IS NULL OR"
                + " erasure_pending)")
        .param("ids", ids.toArray(UUID[]::new))
        .query(UUID.class)
        .set();
  }

  @Override
  public Map<String, UUID> externalIds(Collection<String> externalIds) {
    Map<String, UUID> owners = new HashMap<>();
    jdbc.sql(
            """
            SELECT external_id, id FROM recipient
            WHERE external_id IN (SELECT unnest(:externalIds))
            """)
        .param("externalIds", externalIds.toArray(String[]::new))
        .query(
            row -> {
              owners.put(row.getString("external_id"), row.getObject("id", UUID.class));
            });
    return owners;
  }

  @Override
  public Set<String> erased(
      Collection<String> emails, Collection<String> phones, Collection<String> chats) {
    Map<String, List<String>> byHash = byHash(emails, phones, chats);
    Set<String> erased = new HashSet<>();
    if (!byHash.isEmpty()) {
      jdbc.sql(
              "SELECT encode(address_hash, 'hex') FROM erased_address WHERE "
                  + hashed("address_hash"))
          .param("keys", byHash.keySet().toArray(String[]::new))
          .query(String.class)
          .list()
          .forEach(hash -> erased.addAll(byHash.getOrDefault(hash, List.of())));
    }
    return erased;
  }

  @Override
  public void takeErased(
      Collection<String> emails, Collection<String> phones, Collection<String> chats) {
    Map<String, List<String>> byHash = byHash(emails, phones, chats);
    if (!byHash.isEmpty()) {
      jdbc.sql("DELETE FROM erased_address WHERE " + hashed("address_hash"))
          .param("keys", byHash.keySet().toArray(String[]::new))
          .update();
    }
  }

  private Map<String, List<String>> byHash(
      Collection<String> emails, Collection<String> phones, Collection<String> chats) {
    Map<String, List<String>> byHash = new HashMap<>();
    addHashes(byHash, emails, EmailAddress::of);
    addHashes(byHash, phones, PhoneNumber::new);
    addHashes(byHash, chats, TelegramChat::new);
    return byHash;
  }

  private void addHashes(
      Map<String, List<String>> byHash,
      Collection<String> addresses,
      Function<String, ? extends Recipient> reader) {
    for (String address : addresses) {
      byHash
          .computeIfAbsent(hashes.of(reader.apply(address)), hash -> new ArrayList<>())
          .add(address);
    }
  }

  @Override
  public List<String> attributeNames() {
    return jdbc.sql("SELECT name FROM recipient_attribute ORDER BY name COLLATE \"C\"")
        .query(String.class)
        .list();
  }

  @Override
  public List<DirectoryEntry> page(@Nullable UUID after, int limit) {
    return jdbc.sql(
            "SELECT "
                + RecipientRows.COLUMNS
                + " FROM recipient WHERE id > :after AND erased_at IS NULL ORDER BY id LIMIT"
                + " :limit")
        .param("after", after == null ? FIRST : after)
        .param("limit", limit)
        .query(RecipientRows::entry)
        .list();
  }
}
