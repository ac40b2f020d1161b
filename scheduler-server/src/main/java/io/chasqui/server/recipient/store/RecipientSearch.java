package io.chasqui.server.recipient.store;

import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.FoundRecipients;
import io.chasqui.server.recipient.RecipientQuery;
import io.chasqui.server.recipient.SearchCursor;
import io.chasqui.server.recipient.SearchCursor.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pages of recipients. Each is a walk along one index in the order of the page, as far as the page
 * is long: of a search by a beginning along those of names, addresses and phones one after the
 * other, since all of them at once would have to be sorted.
 */
final class RecipientSearch {

  /** Which index is the shorter way is known from the values alone; see docs/performance.md. */
  private static final String PLAN_BY_VALUES = "SET LOCAL plan_cache_mode = force_custom_plan";

  /**
   * For one page, of those that begin so in another way too: there may be any number of people
   * whose address begins as their name does.
   */
  private static final int MOST_LOOKED_AT = 5_000;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final AddressHashes hashes;

  RecipientSearch(JdbcClient jdbc, TransactionTemplate transaction, AddressHashes hashes) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.hashes = hashes;
  }

  FoundRecipients page(RecipientQuery query) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql(PLAN_BY_VALUES).update();
              return query.beginning() == null ? byId(query) : byBeginning(query);
            }));
  }

  /**
   * @param goesOn where the next page begins if there are not more than may be on one; null: it was
   *     all
   */
  private static FoundRecipients page(
      RecipientQuery query, List<Found> found, @Nullable SearchCursor goesOn) {
    List<DirectoryEntry> entries = found.stream().limit(query.limit()).map(Found::entry).toList();
    return new FoundRecipients(
        entries, found.size() > query.limit() ? found.get(query.limit() - 1).cursor() : goesOn);
  }

  Optional<SearchCursor> placeOf(Order order, UUID id) {
    String column =
        switch (order) {
          case ID -> "''";
          case NAME -> "name_key";
          case EMAIL -> "email_key";
          case PHONE -> "phone";
        };
    return jdbc.sql(
            "SELECT %s FROM recipient WHERE id = :id AND erased_at IS NULL".formatted(column))
        .param("id", id)
        .query(
            (row, number) ->
                Optional.ofNullable(row.getString(1)).map(key -> new SearchCursor(order, id, key)))
        .optional()
        .flatMap(place -> place);
  }

  private FoundRecipients byId(RecipientQuery query) {
    Conditions conditions = conditions(query);
    SearchCursor cursor = query.cursor();
    if (cursor != null) {
      conditions.and("id < :cursorId", "cursorId", cursor.id());
    }
    String sql =
        "SELECT %s, NULL AS search_key FROM recipient WHERE %s ORDER BY id DESC LIMIT :limit"
            .formatted(RecipientRows.COLUMNS, conditions.text());
    return page(query, select(Order.ID, sql, conditions, query.limit() + 1), null);
  }

  /** Ends early where too many are passed over that were found already. */
  private FoundRecipients byBeginning(RecipientQuery query) {
    List<Beginning> beginnings = beginnings(Objects.requireNonNull(query.beginning()));
    SearchCursor cursor = query.cursor();
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < beginnings.size() && found.size() <= query.limit(); i++) {
      Beginning one = beginnings.get(i);
      if (cursor == null || one.order().compareTo(cursor.order()) >= 0) {
        Conditions conditions = conditions(query);
        one.include(conditions, cursor);
        found.addAll(
            fresh(one, conditions, beginnings.subList(0, i), query.limit() + 1 - found.size()));
        SearchCursor goesOn =
            i == 0 || found.size() > query.limit() ? null : lookedAt(one, conditions);
        if (goesOn != null) {
          return page(query, found, goesOn);
        }
      }
    }
    return page(query, found, null);
  }

  /** Of the first so many those that none of the beginnings before has found. */
  private List<Found> fresh(
      Beginning one, Conditions conditions, List<Beginning> before, int limit) {
    Conditions fresh = new Conditions();
    before.forEach(other -> other.exclude(fresh));
    String inOrder = "ORDER BY " + one.column() + ", id";
    String looked =
        "SELECT * FROM recipient WHERE %s %s LIMIT %s"
            .formatted(conditions.text(), inOrder, before.isEmpty() ? ":limit" : MOST_LOOKED_AT);
    String sql =
        "SELECT %s, %s AS search_key FROM (%s) AS recipient WHERE %s %s LIMIT :limit"
            .formatted(RecipientRows.COLUMNS, one.column(), looked, fresh.text(), inOrder);
    fresh.params.putAll(conditions.params);
    return select(one.order(), sql, fresh, limit);
  }

  /** The last one that is looked at for a page; null: there are not so many. */
  private @Nullable SearchCursor lookedAt(Beginning one, Conditions conditions) {
    return jdbc.sql(
            "SELECT id, %1$s AS search_key FROM recipient WHERE %2$s ORDER BY %1$s, id OFFSET %3$s LIMIT 1"
                .formatted(one.column(), conditions.text(), MOST_LOOKED_AT - 1))
        .params(conditions.params)
        .query(
            (row, number) ->
                new SearchCursor(
                    one.order(), row.getObject("id", UUID.class), row.getString("search_key")))
        .optional()
        .orElse(null);
  }

  private static List<Beginning> beginnings(String written) {
    String key = SearchKeys.of(written);
    List<Beginning> beginnings = new ArrayList<>();
    beginnings.add(new Beginning(Order.NAME, "name_key", key));
    beginnings.add(new Beginning(Order.EMAIL, "email_key", key));
    phone(written)
        .ifPresent(
            phone -> beginnings.add(new Beginning(Order.PHONE, "(phone COLLATE \"C\")", phone)));
    return beginnings;
  }

  /** What looks like the beginning of a number, in the form in which numbers are stored. */
  private static Optional<String> phone(String written) {
    String text = written.replaceAll("[\\h()./-]", "");
    if (!text.matches("\\+?[0-9]+")) {
      return Optional.empty();
    }
    String digits = text.replaceFirst("^(\\+|00)", "");
    return Optional.of("+" + digits);
  }

  private Conditions conditions(RecipientQuery query) {
    Conditions conditions = new Conditions();
    if (query.email() != null) {
      conditions.and(
          "email_hash = decode(:emailHash, 'hex')", "emailHash", hashes.of(query.email()));
      // The hash takes letters of any case for the same, here too.
      String written = query.email().value();
      conditions.and(
          "split_part(email, '@', 1) = :localPart",
          "localPart",
          written.substring(0, written.indexOf('@')));
    }
    if (query.phone() != null) {
      conditions.and(
          "phone_hash = decode(:phoneHash, 'hex')", "phoneHash", hashes.of(query.phone()));
    }
    conditions.and("external_id = :externalId", "externalId", query.externalId());
    conditions.and("tags @> ARRAY [CAST(:tag AS text)]", "tag", query.tag());
    conditions.and("operator_code = :operatorCode", "operatorCode", query.operatorCode());
    conditions.and("locale = :locale", "locale", query.locale());
    return conditions;
  }

  private List<Found> select(Order order, String sql, Conditions conditions, int limit) {
    return jdbc.sql(sql)
        .params(conditions.params)
        .param("limit", limit)
        .query(
            (row, number) ->
                new Found(
                    RecipientRows.entry(row, number),
                    order,
                    Objects.requireNonNullElse(row.getString("search_key"), "")))
        .list();
  }

  private record Found(DirectoryEntry entry, Order order, String key) {

    SearchCursor cursor() {
      return new SearchCursor(order, entry.id(), key);
    }
  }

  /** What begins with a key, by the index of a column. */
  private record Beginning(Order order, String column, String key) {

    void include(Conditions conditions, @Nullable SearchCursor cursor) {
      conditions.and(column + " >= :from" + order, "from" + order, key);
      conditions.and(column + " < :to" + order, "to" + order, SearchKeys.after(key));
      if (cursor != null && cursor.order() == order) {
        conditions.and("(" + column + ", id) > (:cursorKey, :cursorId)", "cursorKey", cursor.key());
        conditions.params.put("cursorId", cursor.id());
      }
    }

    /** For those after it: who was found already does not come again. */
    void exclude(Conditions conditions) {
      conditions.and(
          "(%1$s IS NULL OR %1$s < :from%2$s OR %1$s >= :to%2$s)".formatted(column, order),
          "from" + order,
          key);
      conditions.params.put("to" + order, SearchKeys.after(key));
    }
  }

  /** What all must be true, with the parameters of it. */
  private static final class Conditions {

    private final List<String> texts = new ArrayList<>(List.of("erased_at IS NULL"));
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
