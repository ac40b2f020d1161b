package io.chasqui.server.console.delivery;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.delivery.ReceiptStatus;
import io.chasqui.contract.delivery.ReceiptView;
import io.chasqui.delivery.DeliveryPlan;
import io.chasqui.server.console.StoryPoint;
import io.chasqui.server.console.StoryPoint.Kind;
import io.chasqui.server.console.TimelinePart;
import io.chasqui.server.console.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a delivery, and what will, in the order of time. */
final class Story {

  private static final String KEY = "console.story.";

  /** So many attempts to come are told. */
  private static final int MOST_TO_COME = 10;

  private final DeliveryView delivery;
  private final @Nullable DeliveryPlan plan;
  private final Words words;
  private final Instant now;
  private final List<StoryPoint> points = new ArrayList<>();

  private Story(DeliveryView delivery, @Nullable DeliveryPlan plan, Words words, Instant now) {
    this.delivery = delivery;
    this.plan = plan;
    this.words = words;
    this.now = now;
  }

  /**
   * The whole of it.
   *
   * @param plan how it was told to go on; null: nobody knows
   * @param parts what features know of it
   */
  static List<StoryPoint> of(
      DeliveryView delivery,
      @Nullable DeliveryPlan plan,
      List<TimelinePart> parts,
      Words words,
      Instant now) {
    return new Story(delivery, plan, words, now).told(parts);
  }

  private List<StoryPoint> told(List<TimelinePart> parts) {
    points.add(requested());
    if (delivery.scheduledTime().isAfter(delivery.createdAt())) {
      points.add(due());
    }
    delivery.attempts().forEach(attempt -> points.add(attempt(attempt)));
    parts.forEach(part -> points.addAll(part.points(delivery, words)));
    end();
    receipt();
    toCome();
    points.sort(Comparator.comparing(StoryPoint::at));
    return points;
  }

  private StoryPoint requested() {
    String by = delivery.requestedBy();
    String line = by == null ? text("byServer") : text("by", by);
    return new StoryPoint(delivery.createdAt(), Kind.DONE, text("requested"), List.of(line));
  }

  private StoryPoint due() {
    Instant due = delivery.scheduledTime();
    Kind kind = due.isAfter(now) ? Kind.LATER : Kind.DONE;
    return new StoryPoint(due, kind, text("due"), List.of(relation(due)));
  }

  private StoryPoint attempt(AttemptView attempt) {
    AttemptOutcome outcome = attempt.outcome();
    String title =
        outcome == null
            ? text("attemptRunning", attempt.number())
            : text("attempt", attempt.number(), words.text("console.outcome." + outcome));
    Kind kind =
        outcome == null ? Kind.NOW : outcome == AttemptOutcome.DELIVERED ? Kind.DONE : Kind.BAD;
    return new StoryPoint(attempt.startedAt(), kind, title, lines(attempt), attempt);
  }

  private List<String> lines(AttemptView attempt) {
    List<String> lines = new ArrayList<>();
    Instant ended = attempt.endedAt();
    if (attempt.number() == 1) {
      lines.add(text("late", words.span(lateness(attempt))));
    }
    if (ended != null) {
      lines.add(text("took", words.span(Duration.between(attempt.startedAt(), ended))));
    }
    lines.add(text("worker", attempt.worker()));
    if (attempt.provider() != null) {
      lines.add(text("provider", attempt.provider()));
    }
    return lines;
  }

  private Duration lateness(AttemptView attempt) {
    Duration late = Duration.between(delivery.scheduledTime(), attempt.startedAt());
    return late.isNegative() ? Duration.ZERO : late;
  }

  /** Where it has ended, and the last attempt has not said so. */
  private void end() {
    Instant ended = delivery.completedAt();
    if (ended == null) {
      return;
    }
    boolean isWished = delivery.status() == DeliveryStatus.DELIVERED;
    @Nullable String code = delivery.failureCode();
    points.add(
        new StoryPoint(
            ended,
            isWished ? Kind.DONE : Kind.BAD,
            words.text("console.status." + delivery.status()),
            code == null ? List.of() : List.of(text("code", code))));
  }

  private void receipt() {
    ReceiptView receipt = delivery.receipt();
    if (receipt != null) {
      boolean isWished = receipt.status() == ReceiptStatus.RECEIVED;
      points.add(
          new StoryPoint(
              receipt.at(),
              isWished ? Kind.DONE : Kind.BAD,
              text("receipt." + receipt.status()),
              receipt.code() == null ? List.of() : List.of(text("code", receipt.code()))));
    }
  }

  private void toCome() {
    Instant next = delivery.nextAttemptAt();
    if (next != null && !next.equals(delivery.scheduledTime())) {
      int number = delivery.attempts().size() + 1;
      points.add(
          new StoryPoint(
              next,
              next.isAfter(now) ? Kind.LATER : Kind.NOW,
              text("next", number),
              plan == null || plan.retrySchedule() == null
                  ? List.of(relation(next), text("after"))
                  : List.of(relation(next))));
      further(next, number);
    }
    Instant deadline = delivery.expiresAt();
    if (deadline != null && delivery.status().isOpen()) {
      points.add(
          new StoryPoint(deadline, Kind.LATER, text("deadline"), List.of(relation(deadline))));
    }
  }

  /** Its own waits are known here, those of a channel to its workers alone. */
  private void further(Instant next, int number) {
    List<Instant> times = plan == null ? List.of() : plan.attemptsBehind(next);
    Instant deadline = delivery.expiresAt();
    for (int i = 0; i < Math.min(times.size(), MOST_TO_COME); i++) {
      Instant time = times.get(i);
      if (deadline == null || time.isBefore(deadline)) {
        boolean isLast = i == times.size() - 1;
        points.add(
            new StoryPoint(
                time,
                Kind.LATER,
                text("next", number + 1 + i),
                List.of(relation(time), text(isLast ? "givenUp" : "earliest"))));
      }
    }
  }

  private String relation(Instant time) {
    return words.from(now, time);
  }

  private String text(String key, Object... arguments) {
    return words.text(KEY + key, arguments);
  }
}
