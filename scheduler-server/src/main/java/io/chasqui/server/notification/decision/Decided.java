package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.MessageContent;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.recipient.ChannelAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided of an event for one person. */
public sealed interface Decided {

  /** It is told, by these. */
  record Chosen(List<Choice> choices) implements Decided {

    public Chosen {
      choices = List.copyOf(choices);
    }
  }

  /**
   * It was accepted, and is not told.
   *
   * @param reason EXPIRED, DROPPED_QUIET_HOURS or DROPPED_CAP
   */
  record Dropped(String reason) implements Decided {}

  /**
   * It cannot be told by any channel.
   *
   * @param reason NO_ENABLED_CHANNEL, NO_TEMPLATE or INVALID_DATA
   * @param errors of the data
   */
  record Impossible(String reason, List<FieldProblem> errors) implements Decided {

    public Impossible {
      errors = List.copyOf(errors);
    }
  }

  /**
   * A channel by which it is told.
   *
   * @param at when, at the earliest
   * @param template its id with the version; null: a webhook needs none
   * @param addresses of push one for each browser
   */
  record Choice(
      Channel channel,
      Instant at,
      @Nullable String template,
      MessageContent content,
      List<ChannelAddress> addresses) {

    public Choice {
      addresses = List.copyOf(addresses);
    }

    /** Nothing of what is said, and to whom. */
    @Override
    public String toString() {
      return "Choice[" + channel + " " + template + "]";
    }
  }
}
