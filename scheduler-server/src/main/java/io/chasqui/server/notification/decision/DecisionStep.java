package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the story of a decision. Nothing in it is personal, so it is kept for good.
 *
 * @param at when it was decided
 * @param round counts decisions of one notification from 0
 * @param channel that it is about; null: all
 * @param code why; null: there is nothing to say
 * @param until when it holds; null: it is not about a time
 * @param detail a zone, a clock's time, a language or the name of a setting
 */
public record DecisionStep(
    Instant at,
    int round,
    Step step,
    @Nullable Channel channel,
    Verdict verdict,
    @Nullable String code,
    @Nullable Instant until,
    @Nullable String detail) {

  /** What was looked at. Its letter stands in stored traces, and stays. */
  public enum Step {
    IDEMPOTENCY('I'),
    RECIPIENT('R'),
    CATEGORY('G'),
    CANDIDATES('C'),
    CHANNEL_ON('O'),
    PREFERENCE('P'),
    ADDRESS('A'),
    SUPPRESSION('S'),
    TEMPLATE('T'),
    RENDER('W'),
    QUIET_HOURS('Q'),
    CAP('K'),
    DEADLINE('D'),
    CHOICE('H'),
    /** What a worker finds at the last moment. */
    LAST_LOOK('L'),
    FALLBACK('F'),
    RETRY('Y'),
    END('E');

    private final char letter;

    Step(char letter) {
      this.letter = letter;
    }

    char letter() {
      return letter;
    }
  }

  /** What came of it. Its letter stands in stored traces, and stays. */
  public enum Verdict {
    PASS('P'),
    /** Not by this channel. */
    SKIP('S'),
    /** Not now. */
    HOLD('H'),
    /** Not at all, because a rule says so. */
    DROP('D'),
    /** This one. */
    CHOOSE('C'),
    /** It is over. */
    STOP('X');

    private final char letter;

    Verdict(char letter) {
      this.letter = letter;
    }

    char letter() {
      return letter;
    }
  }
}
