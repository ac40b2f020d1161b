package io.chasqui.server.recipient.transfer;

import io.chasqui.server.recipient.RecipientBulk;
import io.chasqui.server.recipient.RecipientProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a row says, once every cell is right.
 *
 * @param line where it begins
 * @param columns that the file has: what it does not have stays
 * @param id the one that it names; null: none
 * @param key by which it is matched, as {@link RecipientBulk} compares it
 * @param said the values of its cells; empty ones are null
 */
record RowChange(long line, Columns columns, @Nullable UUID id, String key, RecipientProfile said) {

  /** A profile as the row makes it. */
  RecipientProfile appliedTo(RecipientProfile before) {
    return new RecipientProfile(
        of("externalId", said.externalId(), before.externalId()),
        of("name", said.name(), before.name()),
        of("email", said.email(), before.email()),
        of("phone", said.phone(), before.phone()),
        of("telegramChatId", said.telegramChatId(), before.telegramChatId()),
        of("locale", said.locale(), before.locale()),
        of("timeZone", said.timeZone(), before.timeZone()),
        columns.has("tags") ? said.tags() : before.tags(),
        of("operatorCode", said.givenOperatorCode(), before.givenOperatorCode()),
        attributes(before.attributes()));
  }

  private @Nullable String of(String column, @Nullable String value, @Nullable String before) {
    return columns.has(column) ? value : before;
  }

  private Map<String, @Nullable Object> attributes(Map<String, @Nullable Object> before) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>(before);
    for (String column : columns.names()) {
      if (column.startsWith(Columns.ATTRIBUTE)) {
        String name = column.substring(Columns.ATTRIBUTE.length());
        if (said.attributes().containsKey(name)) {
          attributes.put(name, said.attributes().get(name));
        } else {
          attributes.remove(name);
        }
      }
    }
    return attributes;
  }
}
