package io.chasqui.server.console.delivery.bulk;

import io.chasqui.delivery.Decision;
import io.chasqui.server.api.request.TimeFields;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.delivery.ListParameters;
import io.chasqui.server.console.delivery.LocalTimes;
import io.chasqui.server.delivery.bulk.BulkActs;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says what is wrong with what a person filled in. */
@Component
class BulkChecks {

  /** Of more deliveries than these the number is typed in. */
  static final int MOST_WITHOUT_TYPING = 1_000;

  private static final int MOST_PER_SECOND = 10_000;
  private static final int LONGEST_REASON = 500;

  private final Clock clock;

  BulkChecks(Clock clock) {
    this.clock = clock;
  }

  /** Of an act before its dry run. */
  List<String> ofOrder(BulkForm form, ListParameters list, ZoneId zone, Words words) {
    List<String> faults = new ArrayList<>();
    if (list.narrowing().isEmpty()) {
      faults.add(words.text("console.bulk.fault.filter"));
    }
    if (!form.act().isEmpty() && form.decision().isEmpty()) {
      faults.add(words.text("console.bulk.fault.act"));
    }
    if (form.decision().equals(Optional.of(Decision.RESCHEDULE)) && !form.time().isEmpty()) {
      Optional<Instant> time = time(form, zone);
      if (time.isEmpty()) {
        faults.add(words.text("console.refused.noTime"));
      } else if (time.get().isAfter(clock.instant().plus(TimeFields.FURTHEST))) {
        faults.add(words.text("console.refused.tooFar"));
      }
    }
    return faults;
  }

  /** When they are to be sent; empty when there is no such time. */
  static Optional<Instant> time(BulkForm form, ZoneId zone) {
    return LocalTimes.toSendAt(form.time(), zone);
  }

  /** Of the beginning of an act. */
  List<String> ofBeginning(BulkForm form, Words words) {
    List<String> faults = new ArrayList<>();
    int wanted = form.wanted();
    if (wanted > BulkActs.MOST_WITHOUT_REASON && form.reason().isEmpty()) {
      faults.add(
          words.text("console.bulk.fault.reason", words.number(BulkActs.MOST_WITHOUT_REASON)));
    }
    if (form.reason().codePointCount(0, form.reason().length()) > LONGEST_REASON) {
      faults.add(words.text("console.bulk.fault.longReason", LONGEST_REASON));
    }
    if (!form.perSecond().isEmpty() && !isRate(form.mostPerSecond().orElse(0))) {
      faults.add(words.text("console.bulk.fault.perSecond", words.number(MOST_PER_SECOND)));
    }
    if (wanted > MOST_WITHOUT_TYPING && !form.typedNumber().equals(Optional.of(wanted))) {
      faults.add(words.text("console.bulk.fault.typed", words.number(wanted)));
    }
    return faults;
  }

  private static boolean isRate(int perSecond) {
    return perSecond >= 1 && perSecond <= MOST_PER_SECOND;
  }
}
