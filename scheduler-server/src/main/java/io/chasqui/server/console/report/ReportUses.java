package io.chasqui.server.console.report;

import io.chasqui.delivery.ReportNeeds;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** By how many deliveries reports are carried, as a page says it. */
@Component
class ReportUses {

  /** More than so many nobody counts: one report may go to a million people. */
  private static final int COUNTED = 100;

  private final ReportNeeds needs;
  private final Reads reads;

  ReportUses(ReportNeeds needs, Reads reads) {
    this.needs = needs;
    this.reads = reads;
  }

  Map<CorrelationId, String> of(List<CorrelationId> reports, Words words) {
    Map<CorrelationId, String> said = new LinkedHashMap<>();
    reads
        .get(() -> needs.uses(reports, COUNTED + 1))
        .forEach((report, number) -> said.put(report, text(number, words)));
    return said;
  }

  private static String text(int number, Words words) {
    return number > COUNTED
        ? words.text("console.more", words.number(COUNTED))
        : words.number(number);
  }
}
