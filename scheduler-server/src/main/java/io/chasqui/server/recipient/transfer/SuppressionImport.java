package io.chasqui.server.recipient.transfer;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.contract.recipient.ImportLine;
import io.chasqui.contract.recipient.ImportTotals;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.suppression.SuppressionSettings;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.ProblemTexts;
import io.chasqui.server.recipient.suppression.NewSuppression;
import io.chasqui.server.recipient.suppression.SuppressionList;
import io.chasqui.server.recipient.suppression.WrittenAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/**
 * Takes suppressions in from CSV with the columns {@code channel}, {@code address} and {@code
 * reason}. Rows are stored a thousand at a time: broken off, the same file again finishes it.
 */
@Service
public class SuppressionImport {

  private static final Logger log = LoggerFactory.getLogger(SuppressionImport.class);

  private static final int CHUNK = 1_000;

  /** The others are of a category, which the file has not. */
  private static final SuppressionReason[] REASONS =
      EnumSet.complementOf(EnumSet.of(SuppressionReason.UNSUBSCRIBED))
          .toArray(SuppressionReason[]::new);

  private static final List<String> COLUMNS = List.of("channel", "address", "reason");

  private final SuppressionList suppressions;
  private final WrittenAddresses addresses;
  private final ProblemTexts texts;
  private final SuppressionSettings settings;
  private final Clock clock;

  SuppressionImport(
      SuppressionList suppressions,
      WrittenAddresses addresses,
      ProblemTexts texts,
      SuppressionSettings settings,
      Clock clock) {
    this.suppressions = suppressions;
    this.addresses = addresses;
    this.texts = texts;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Begins an import: reads its header.
   *
   * @throws InvalidRequest when the header is wrong
   * @throws IOException when the body cannot be read
   */
  public Begun begin(InputStream body, Locale language) throws IOException {
    try {
      CsvFile file = new CsvFile(body);
      return new Begun(file, places(file.next()), new RowTexts(texts, language));
    } catch (CsvParseException | UncheckedIOException | CharacterCodingException e) {
      RowFault fault = RecipientImport.brokenOff(e);
      throw new InvalidRequest(new FieldProblem("body", fault.messageKey(), fault.arguments()));
    }
  }

  /** Where each of the columns stands. */
  private static List<Integer> places(@Nullable CsvRow header) {
    List<String> names =
        header == null
            ? List.of()
            : header.cells().stream().map(cell -> cell.text().strip()).toList();
    if (names.size() != COLUMNS.size() || !Set.copyOf(COLUMNS).equals(Set.copyOf(names))) {
      throw new InvalidRequest(
          new FieldProblem("body", "field.suppressionColumns", String.join(", ", COLUMNS)));
    }
    return COLUMNS.stream().map(names::indexOf).toList();
  }

  /** An import whose header was read, and is good. */
  public final class Begun {

    private final CsvFile file;
    private final List<Integer> places;
    private final RowTexts words;
    private final ImportCounts counts = new ImportCounts();
    private boolean isRecorded;

    private Begun(CsvFile file, List<Integer> places, RowTexts words) {
      this.file = file;
      this.places = places;
      this.words = words;
    }

    /**
     * Takes all rows, as far as the file can be read.
     *
     * @throws IOException when the caller is gone; what was stored before stays stored
     */
    public ImportTotals run(RecipientImport.Answer answer) throws IOException {
      boolean isAtItsEnd = false;
      while (!isAtItsEnd) {
        List<NewSuppression> rows = new ArrayList<>();
        List<ImportLine> lines = new ArrayList<>();
        long from = file.line() + 1;
        isAtItsEnd = !read(rows, lines);
        store(rows, from, lines);
        answer.tell(lines);
      }
      log.info("Suppressions were imported: {}", counts.totals());
      return counts.totals();
    }

    /** Reads a chunk; false: it is the last one. */
    private boolean read(List<NewSuppression> rows, List<ImportLine> lines) throws IOException {
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
        lines.add(words.failed(file.line() + 1, RecipientImport.brokenOff(e)));
        return false;
      }
    }

    private void read(CsvRow row, List<NewSuppression> rows, List<ImportLine> lines) {
      try {
        rows.add(suppression(row));
      } catch (RowFault e) {
        counts.failed();
        lines.add(words.failed(row.line(), e));
      }
    }

    private NewSuppression suppression(CsvRow row) throws RowFault {
      if (row.cells().size() != COLUMNS.size()) {
        throw new RowFault("row", "WIDTH", "import.width", row.cells().size(), COLUMNS.size());
      }
      Channel channel =
          word(row, 0, Channel.values()).orElseThrow(() -> notOneOf("channel", Channel.values()));
      Recipient address =
          addresses
              .read(channel, cell(row, 1))
              .orElseThrow(
                  () ->
                      new RowFault("address", "INVALID", "field.addressOfChannel", channel.name()));
      SuppressionReason reason =
          cell(row, 2).isBlank()
              ? SuppressionReason.MANUAL
              : word(row, 2, REASONS).orElseThrow(() -> notOneOf("reason", REASONS));
      return new NewSuppression(channel, address, null, null, reason, until(reason));
    }

    /** A bounce is over some day, whoever has seen it. */
    private @Nullable Instant until(SuppressionReason reason) {
      return reason == SuppressionReason.HARD_BOUNCE
          ? clock.instant().plus(settings.hardBounce())
          : null;
    }

    private String cell(CsvRow row, int column) {
      return row.cells().get(places.get(column)).text();
    }

    private <E extends Enum<E>> Optional<E> word(CsvRow row, int column, E[] all) {
      String word = cell(row, column).strip().toUpperCase(Locale.ROOT);
      return Arrays.stream(all).filter(one -> one.name().equals(word)).findFirst();
    }

    private void store(List<NewSuppression> rows, long from, List<ImportLine> lines) {
      if (rows.isEmpty()) {
        return;
      }
      try {
        long added = suppressions.addAll(rows, !isRecorded);
        isRecorded = true;
        for (int i = 0; i < rows.size(); i++) {
          if (i < added) {
            counts.inserted();
          } else {
            counts.unchanged();
          }
        }
      } catch (DataAccessException e) {
        log.warn("{} rows of an import could not be stored", rows.size(), e);
        rows.forEach(row -> counts.failed());
        lines.add(words.failed(from, new RowFault("row", "NOT_STORED", "import.notStored")));
      }
    }
  }

  private static RowFault notOneOf(String field, Enum<?>[] all) {
    return new RowFault(
        field,
        "INVALID",
        "field.oneOf",
        String.join(", ", Arrays.stream(all).map(Enum::name).toList()));
  }
}
