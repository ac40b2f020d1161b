package io.chasqui.server.recipient.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.recipient.RecipientRequest;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.MergeKey;
import io.chasqui.server.recipient.RecipientKeys;
import io.chasqui.server.recipient.RecipientParser;
import io.chasqui.server.recipient.RecipientProfile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads rows, by the same rules as requests. */
final class RowReader {

  /** What JSON takes for a number, true or false; no other number is meant by a person either. */
  private static final Pattern TYPED =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Columns columns;
  private final MergeKey mergeBy;
  private final RecipientParser parser;

  RowReader(Columns columns, RecipientParser parser) {
    this.columns = columns;
    this.mergeBy = columns.key();
    this.parser = parser;
  }

  /**
   * @throws InvalidRequest naming every cell that is wrong
   * @throws RowFault when it has not as many cells as there are columns, or not the key
   */
  RowChange read(CsvRow row) throws RowFault {
    if (row.cells().size() != columns.width()) {
      throw new RowFault("row", "WIDTH", "import.width", row.cells().size(), columns.width());
    }
    RecipientRequest request = request(row);
    Fields fields = new Fields(new Written<>(request, List.of()));
    UUID id = fields.uuid("id", request.id());
    RecipientProfile said = parser.profile(fields, request);
    fields.requireValid(null);
    String key = key(id, said);
    if (key == null) {
      throw new RowFault(mergeBy.column(), "NO_KEY", "import.noKey");
    }
    return new RowChange(row.line(), columns, id, key, said);
  }

  private @Nullable String key(@Nullable UUID id, RecipientProfile said) {
    return switch (mergeBy) {
      case ID -> id == null ? null : id.toString();
      case EXTERNAL_ID -> said.externalId();
      case EMAIL -> said.email() == null ? null : RecipientKeys.ofEmail(said.email());
      case PHONE -> said.phone();
    };
  }

  private RecipientRequest request(CsvRow row) {
    String tags = text(row, "tags");
    return new RecipientRequest(
        text(row, "id"),
        text(row, "externalId"),
        text(row, "name"),
        text(row, "email"),
        text(row, "phone"),
        text(row, "telegramChatId"),
        text(row, "locale"),
        text(row, "timeZone"),
        tags == null ? null : tags(tags),
        text(row, "operatorCode"),
        attributes(row));
  }

  private @Nullable String text(CsvRow row, String column) {
    return columns.cell(row, column).map(CsvRow.Cell::text).orElse(null);
  }

  private static List<@Nullable String> tags(String cell) {
    return Arrays.<@Nullable String>stream(cell.split(";")).filter(tag -> !isBlank(tag)).toList();
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  /** An empty cell is none; an empty text stands in quotes. */
  private Map<String, @Nullable Object> attributes(CsvRow row) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (String column : columns.names()) {
      if (column.startsWith(Columns.ATTRIBUTE)) {
        columns
            .cell(row, column)
            .filter(cell -> cell.isQuoted() || !cell.text().isEmpty())
            .ifPresent(
                cell ->
                    attributes.put(column.substring(Columns.ATTRIBUTE.length()), valueOf(cell)));
      }
    }
    return attributes;
  }

  /** Whether a cell of this text, not in quotes, is more than a text. */
  static boolean isTyped(String text) {
    return TYPED.matcher(text).matches();
  }

  private static Object valueOf(CsvRow.Cell cell) {
    String text = cell.text();
    if (cell.isQuoted() || !isTyped(text)) {
      return text;
    }
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      // A number of more digits than are read.
      return text;
    }
  }
}
