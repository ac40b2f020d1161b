package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.notification.decision.DecisionStep.Step;
import io.chasqui.server.notification.decision.DecisionStep.Verdict;
import io.chasqui.server.notification.decision.Slot.Kind;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.category.Cap;
import io.chasqui.server.recipient.preference.QuietTimes;
import io.chasqui.server.template.event.EventType.InQuietHours;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When a channel may be used: not in quiet hours, and not more often than its category allows. */
@Component
class Slots {

  /** What is held by a cap may fall into quiet hours, and those hold it further. */
  private static final int MOST_TURNS = 4;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final QuietTimes quiet;

  Slots(QuietTimes quiet) {
    this.quiet = quiet;
  }

  Slot of(Matter matter, Person person, Channel channel, CapBook caps, Trace trace) {
    Instant at = matter.at();
    boolean isReserve = false;
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      Optional<Instant> end = quietEnd(matter, person, channel, at);
      if (end.isPresent() && matter.type().quietHours() == InQuietHours.DROP) {
        add(trace, Step.QUIET_HOURS, channel, Verdict.DROP, null, clock(person, at));
        return new Slot(Kind.DROPPED, at, "DROPPED_QUIET_HOURS");
      }
      if (end.isPresent()) {
        boolean isNext = matter.type().quietHours() == InQuietHours.NEXT;
        Verdict verdict = isNext ? Verdict.SKIP : Verdict.HOLD;
        add(trace, Step.QUIET_HOURS, channel, verdict, end.get(), clock(person, at));
        isReserve |= isNext;
        at = end.get();
      } else if (turn == 0) {
        trace.pass(Step.QUIET_HOURS, channel);
      }
      Instant room = caps.roomFrom(person.entry().id(), matter.category(), channel, at);
      if (!room.isAfter(at)) {
        trace.pass(Step.CAP, channel);
        return inTime(matter, channel, at, isReserve, trace);
      }
      Cap.Policy policy = policy(matter);
      if (policy == Cap.Policy.DROP) {
        add(trace, Step.CAP, channel, Verdict.DROP, room, matter.category().name());
        return new Slot(Kind.DROPPED, at, "DROPPED_CAP");
      }
      boolean isNext = policy == Cap.Policy.NEXT;
      Verdict verdict = isNext ? Verdict.SKIP : Verdict.HOLD;
      add(trace, Step.CAP, channel, verdict, room, matter.category().name());
      isReserve |= isNext;
      at = room;
    }
    return inTime(matter, channel, at, isReserve, trace);
  }

  private static Slot inTime(
      Matter matter, Channel channel, Instant at, boolean isReserve, Trace trace) {
    if (!at.isBefore(matter.expiresAt())) {
      trace.skip(Step.DEADLINE, channel, "EXPIRED");
      return new Slot(Kind.TOO_LATE, at, null);
    }
    return new Slot(isReserve ? Kind.RESERVE : Kind.TAKEN, at, null);
  }

  private Optional<Instant> quietEnd(Matter matter, Person person, Channel channel, Instant at) {
    return matter.category().ignoresQuietHours()
        ? Optional.empty()
        : quiet.end(person.entry().profile(), person.preferences(), channel, at);
  }

  private static Cap.Policy policy(Matter matter) {
    Cap cap = matter.category().cap();
    return cap == null ? Cap.Policy.HOLD : cap.policy();
  }

  private static void add(
      Trace trace,
      Step step,
      Channel channel,
      Verdict verdict,
      @Nullable Instant until,
      String detail) {
    trace.add(step, channel, verdict, step.name(), until, detail);
  }

  private String clock(Person person, Instant at) {
    RecipientProfile profile = person.entry().profile();
    ZoneId zone = quiet.zone(profile);
    return zone + " " + CLOCK.format(at.atZone(zone));
  }
}
