package io.chasqui.server.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.audit.AuditEntryView;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries as rows of CSV (RFC 4180), none of whose cells a spreadsheet takes for a formula.
 */
final class AuditCsv {

  private static final String BEGINS_FORMULAS = "=+-@\t\r";
  private static final ObjectMapper json = new ObjectMapper();

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "at",
          "actorKind",
          "actor",
          "keyId",
          "address",
          "via",
          "act",
          "objectKind",
          "objectId",
          "correlationId",
          "result",
          "requestId",
          "details");

  private final Writer out;

  AuditCsv(Writer out) throws IOException {
    this.out = out;
    line(COLUMNS.stream());
  }

  void row(AuditEntryView entry) throws IOException {
    line(
        Stream.of(
                entry.id(),
                entry.at(),
                entry.actor().kind(),
                text(entry.actor().name()),
                text(entry.actor().keyId()),
                text(entry.actor().address()),
                entry.via(),
                entry.act(),
                entry.object().kind(),
                text(entry.object().id()),
                text(entry.correlationId()),
                entry.result(),
                text(entry.requestId()),
                details(entry))
            .map(String::valueOf));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String details(AuditEntryView entry) {
    try {
      return json.writeValueAsString(entry.details());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("details that cannot be written", e);
    }
  }

  private void line(Stream<String> cells) throws IOException {
    out.write(cells.map(AuditCsv::cell).collect(Collectors.joining(",", "", "\r\n")));
  }

  private static String cell(String text) {
    boolean isFormula = !text.isEmpty() && BEGINS_FORMULAS.indexOf(text.charAt(0)) >= 0;
    return '"' + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
