package io.chasqui.server.recipient.suppression.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.suppression.MaskedAddress;
import io.chasqui.platform.TimeUuid;
import io.chasqui.platform.db.Times;
import io.chasqui.server.recipient.suppression.NewSuppression;
import io.chasqui.server.recipient.suppression.SuppressionEntry;
import io.chasqui.server.recipient.suppression.SuppressionQuery;
import io.chasqui.server.recipient.suppression.SuppressionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresSuppressionStore implements SuppressionStore {

  private static final String COLUMNS =
      "id, channel, masked_address, recipient_id, category, reason, source_delivery, since, until";

  private final JdbcClient jdbc;
  private final AddressHashes hashes;

  PostgresSuppressionStore(JdbcClient jdbc, AddressHashes hashes) {
    this.jdbc = jdbc;
    this.hashes = hashes;
  }

  @Override
  public List<SuppressionEntry> list(SuppressionQuery query) {
    Conditions conditions = new Conditions();
    conditions.and("channel = :channel", "channel", name(query.channel()));
    conditions.and("reason = :reason", "reason", name(query.reason()));
    conditions.and("recipient_id = :recipient", "recipient", query.recipientId());
    conditions.and("id < :olderThan", "olderThan", query.olderThan());
    List<String> addresses = query.addressHashes();
    conditions.and(
        "address_hash IN (SELECT decode(hash, 'hex') FROM unnest(:hashes) AS hash)",
        "hashes",
        addresses == null ? null : addresses.toArray(String[]::new));
    return jdbc.sql(
            "SELECT %s FROM suppression WHERE %s ORDER BY id DESC LIMIT :limit"
                .formatted(COLUMNS, conditions.text()))
        .params(conditions.params)
        .param("limit", query.limit() + 1)
        .query(PostgresSuppressionStore::entry)
        .list();
  }

  @Override
  public Optional<SuppressionEntry> find(UUID id) {
    return jdbc.sql("SELECT %s FROM suppression WHERE id = :id".formatted(COLUMNS))
        .param("id", id)
        .query(PostgresSuppressionStore::entry)
        .optional();
  }

  /**
   * One after the other, in one order for all, so that two who add several do not wait for each
   * other; one that is there twice is changed twice.
   */
  @Override
  public List<Added> add(List<NewSuppression> fresh) {
    return fresh.stream().sorted(Comparator.comparing(this::hash)).map(this::add).toList();
  }

  /** Empty: it is not about an address. */
  private String hash(NewSuppression fresh) {
    return fresh.address() == null ? "" : hashes.of(fresh.address());
  }

  /** The one that was there keeps its id, and so tells that it was. */
  private Added add(NewSuppression fresh) {
    UUID id = TimeUuid.fresh();
    SuppressionEntry entry =
        jdbc.sql(
                """
                INSERT INTO suppression (
                  id, channel, address_hash, recipient_id, category, reason, masked_address, since,
                  until)
                VALUES (
                  :id, :channel, decode(:hash, 'hex'), :recipient, :category, :reason, :masked,
                  now(), :until)
                ON CONFLICT %s
                DO UPDATE SET until = excluded.until
                RETURNING %s
                """
                    .formatted(
                        fresh.address() == null
                            ? "(recipient_id, (coalesce(channel, '')), reason,"
                                + " (coalesce(category, ''))) WHERE recipient_id IS NOT NULL"
                            : "(address_hash, channel, reason, (coalesce(category, '')))"
                                + " WHERE address_hash IS NOT NULL",
                        COLUMNS))
            .param("id", id)
            .param("channel", name(fresh.channel()))
            .param("hash", fresh.address() == null ? null : hashes.of(fresh.address()))
            .param("recipient", fresh.recipientId())
            .param("category", fresh.category())
            .param("reason", fresh.reason().name())
            .param("masked", masked(fresh))
            .param("until", Times.utcOrNull(fresh.until()))
            .query(PostgresSuppressionStore::entry)
            .single();
    return new Added(entry, entry.id().equals(id));
  }

  private static @Nullable String masked(NewSuppression fresh) {
    return fresh.address() == null
        ? null
        : MaskedAddress.of(fresh.address().kind(), fresh.address().value());
  }

  @Override
  public Optional<SuppressionEntry> remove(UUID id) {
    return jdbc.sql("DELETE FROM suppression WHERE id = :id RETURNING " + COLUMNS)
        .param("id", id)
        .query(PostgresSuppressionStore::entry)
        .optional();
  }

  private static @Nullable String name(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }

  private static SuppressionEntry entry(ResultSet row, int number) throws SQLException {
    String channel = row.getString("channel");
    return new SuppressionEntry(
        row.getObject("id", UUID.class),
        channel == null ? null : Channel.valueOf(channel),
        row.getString("masked_address"),
        row.getObject("recipient_id", UUID.class),
        row.getString("category"),
        SuppressionReason.valueOf(row.getString("reason")),
        row.getObject("source_delivery", UUID.class),
        Times.instant(row, "since"),
        Times.instantOrNull(row, "until"));
  }

  /** What all must be true, with the parameters of it. */
  private static final class Conditions {

    private final List<String> texts = new ArrayList<>(List.of("true"));
    private final Map<String, Object> params = new HashMap<>();

    /** One more; without a value none. */
    void and(String text, String parameter, @Nullable Object value) {
      if (value != null) {
        texts.add(text);
        params.put(parameter, value);
      }
    }

    String text() {
      return String.join(" AND ", texts);
    }
  }
}
