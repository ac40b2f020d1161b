package io.chasqui.server.recipient.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientActs;
import io.chasqui.server.recipient.RecipientBulk;
import io.chasqui.server.recipient.RecipientProfile;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives the directory out as CSV, page by page, each as it is when it is read: who is changed
 * meanwhile is there once, before or after.
 */
@Service
public class RecipientExport {

  private static final Logger log = LoggerFactory.getLogger(RecipientExport.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 1_000;

  private final RecipientBulk store;
  private final RecipientActs acts;
  private final TransactionTemplate transaction;

  RecipientExport(RecipientBulk store, RecipientActs acts, TransactionTemplate transaction) {
    this.store = store;
    this.acts = acts;
    this.transaction = transaction;
  }

  /**
   * Writes all recipients, with a header before them.
   *
   * @param isSafe whether no spreadsheet shall take a cell for a formula
   * @throws IOException when the reader is gone
   */
  public void write(Writer out, boolean isSafe) throws IOException {
    transaction.executeWithoutResult(status -> acts.exported());
    CsvText csv = new CsvText(out, isSafe);
    List<String> attributes = store.attributeNames();
    for (String column : Columns.FIXED) {
      csv.cell(column);
    }
    for (String attribute : attributes) {
      csv.cell(Columns.ATTRIBUTE + attribute);
    }
    csv.end();
    long count = 0;
    List<DirectoryEntry> page = store.page(null, PAGE);
    while (!page.isEmpty()) {
      for (DirectoryEntry entry : page) {
        write(csv, entry, attributes);
      }
      count += page.size();
      UUID last = page.get(page.size() - 1).id();
      page = page.size() < PAGE ? List.of() : store.page(last, PAGE);
    }
    out.flush();
    log.info("{} recipients were exported", count);
  }

  private static void write(CsvText csv, DirectoryEntry entry, List<String> attributes)
      throws IOException {
    RecipientProfile profile = entry.profile();
    csv.cell(entry.id().toString());
    csv.cell(orEmpty(profile.externalId()));
    csv.cell(orEmpty(profile.name()));
    csv.cell(orEmpty(profile.email()));
    csv.cell(orEmpty(profile.phone()));
    csv.cell(orEmpty(profile.telegramChatId()));
    csv.cell(orEmpty(profile.locale()));
    csv.cell(orEmpty(profile.timeZone()));
    csv.cell(String.join(";", profile.tags()));
    csv.cell(orEmpty(profile.givenOperatorCode()));
    for (String attribute : attributes) {
      write(csv, profile.attributes().get(attribute));
    }
    csv.end();
  }

  /** As an import reads it again: a text that looks like something else stands in quotes. */
  private static void write(CsvText csv, @Nullable Object value) throws IOException {
    if (value == null) {
      csv.cell("");
    } else if (value instanceof String text && (text.isEmpty() || RowReader.isTyped(text))) {
      csv.quoted(text);
    } else if (value instanceof String text) {
      csv.cell(text);
    } else {
      csv.cell(json(value));
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was JSON is JSON", e);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
