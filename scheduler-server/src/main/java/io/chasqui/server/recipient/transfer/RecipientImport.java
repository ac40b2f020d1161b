package io.chasqui.server.recipient.transfer;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.chasqui.contract.recipient.ImportLine;
import io.chasqui.contract.recipient.ImportTotals;
import io.chasqui.platform.request.RequestTooLarge;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.ProblemTexts;
import io.chasqui.server.recipient.MergeKey;
import io.chasqui.server.recipient.RecipientActs;
import io.chasqui.server.recipient.RecipientBulk;
import io.chasqui.server.recipient.RecipientParser;
import io.chasqui.server.recipient.RecipientStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes recipients in from CSV. Rows are stored a thousand at a time, each thousand in a
 * transaction of its own: broken off, the same file again finishes it.
 */
@Service
public class RecipientImport {

  private static final Logger log = LoggerFactory.getLogger(RecipientImport.class);

  private static final int CHUNK = 1_000;

  /** What somebody else adds at the same moment is seen by the next try. */
  private static final int TRIES = 3;

  private final RecipientStore recipients;
  private final RecipientBulk store;
  private final RecipientParser parser;
  private final ProblemTexts texts;
  private final RecipientActs acts;
  private final TransactionTemplate transaction;

  RecipientImport(
      RecipientStore recipients,
      RecipientBulk store,
      RecipientParser parser,
      ProblemTexts texts,
      RecipientActs acts,
      TransactionTemplate transaction) {
    this.recipients = recipients;
    this.store = store;
    this.parser = parser;
    this.texts = texts;
    this.acts = acts;
    this.transaction = transaction;
  }

  /** Where what is told of rows goes. */
  public interface Answer {

    /**
     * Tells of some rows, in the order in which they became known.
     *
     * @throws IOException when the caller is gone
     */
    void tell(List<ImportLine> lines) throws IOException;
  }

  /** An import whose header was read, and is good. */
  public final class Begun {

    private final CsvFile file;
    private final MergeKey key;
    private final RowReader reader;
    private final ImportOptions options;
    private final RowTexts words;
    private final ImportCounts counts = new ImportCounts();
    private final Instant begunAt = store.now();
    private boolean isRecorded;

    private Begun(
        CsvFile file, MergeKey key, RowReader reader, ImportOptions options, RowTexts words) {
      this.file = file;
      this.key = key;
      this.reader = reader;
      this.options = options;
      this.words = words;
    }

    /**
     * Takes all rows, as far as the file can be read.
     *
     * @throws IOException when the caller is gone; what was stored before stays stored
     */
    public ImportTotals run(Answer answer) throws IOException {
      boolean isAtItsEnd = false;
      while (!isAtItsEnd) {
        List<RowChange> rows = new ArrayList<>();
        List<ImportLine> lines = new ArrayList<>();
        isAtItsEnd = !read(rows, lines);
        take(rows, lines);
        answer.tell(lines);
      }
      log.info("Recipients were imported by {}: {}", options, counts.totals());
      return counts.totals();
    }

    /** Reads a chunk; false: it is the last one. */
    private boolean read(List<RowChange> rows, List<ImportLine> lines) throws IOException {
      try {
        for (int i = 0; i < CHUNK; i++) {
          CsvRow row = file.next();
          if (row == null) {
            return false;
          }
          read(row, rows, lines);
        }
        return true;
      } catch (CsvParseException | UncheckedIOException e) {
        counts.failed();
        lines.add(words.failed(file.line() + 1, brokenOff(e)));
        return false;
      }
    }

    private void read(CsvRow row, List<RowChange> rows, List<ImportLine> lines) {
      try {
        rows.add(reader.read(row));
      } catch (RowFault e) {
        counts.failed();
        lines.add(words.failed(row.line(), e));
      } catch (InvalidRequest e) {
        counts.failed();
        lines.add(words.invalid(row.line(), e.problems()));
      }
    }

    private void take(List<RowChange> rows, List<ImportLine> lines) {
      if (rows.isEmpty()) {
        return;
      }
      try {
        ImportChunk chunk = stored(rows);
        counts.add(chunk.counts());
        isRecorded = isRecorded || changesSomething(chunk);
        lines.addAll(chunk.lines());
      } catch (DataAccessException e) {
        log.warn("{} rows of an import could not be stored", rows.size(), e);
        for (RowChange row : rows) {
          counts.failed();
          lines.add(
              words.failed(row.line(), new RowFault("row", "NOT_STORED", "import.notStored")));
        }
      }
    }

    private boolean changesSomething(ImportChunk chunk) {
      ImportTotals totals = chunk.counts().totals();
      return !options.dryRun() && totals.inserted() + totals.updated() > 0;
    }

    private void record() {
      acts.imported(word(options.mode()), word(key), options.force());
    }

    private ImportChunk stored(List<RowChange> rows) {
      for (int tries = 1; ; tries++) {
        try {
          return Objects.requireNonNull(
              transaction.execute(
                  status -> {
                    ImportChunk chunk =
                        new ImportChunk(recipients, store, key, options, begunAt, words);
                    chunk.take(rows);
                    if (!isRecorded && changesSomething(chunk)) {
                      record();
                    }
                    return chunk;
                  }));
        } catch (DuplicateKeyException e) {
          if (tries == TRIES) {
            throw e;
          }
        }
      }
    }
  }

  /**
   * Begins an import: reads its header.
   *
   * @throws InvalidRequest when the header is wrong
   * @throws IOException when the body cannot be read
   */
  public Begun begin(InputStream body, ImportOptions options, Locale language) throws IOException {
    try {
      CsvFile file = new CsvFile(body);
      Columns columns = Columns.of(file.next(), options.mergeBy());
      RowReader reader = new RowReader(columns, parser);
      return new Begun(file, columns.key(), reader, options, new RowTexts(texts, language));
    } catch (CsvParseException | UncheckedIOException | CharacterCodingException e) {
      RowFault fault = brokenOff(e);
      throw new InvalidRequest(new FieldProblem("body", fault.messageKey(), fault.arguments()));
    }
  }

  private static String word(Enum<?> of) {
    return of.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Why a file cannot be read further.
   *
   * @throws IOException when the caller is gone
   */
  static RowFault brokenOff(Exception e) throws IOException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        return new RowFault("row", "NOT_READ", "import.notUtf8");
      }
      if (cause instanceof RequestTooLarge tooLarge) {
        return new RowFault("row", "NOT_READ", "import.tooLarge", tooLarge.limit());
      }
      if (cause instanceof IOException gone) {
        throw gone;
      }
    }
    return new RowFault("row", "NOT_READ", "import.notCsv");
  }
}
