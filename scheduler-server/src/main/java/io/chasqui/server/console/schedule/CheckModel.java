package io.chasqui.server.console.schedule;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.console.Typed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is going to be sent, to be looked at before it is.
 *
 * @param typed what is sent along again
 * @param recipients as they were understood
 * @param time when it is due
 * @param deadline null: there is none
 * @param report the id of the report; null: the channel carries none
 * @param isReportKnown whether such a report was stored through this server
 * @param fields those of the form that are sent along
 */
public record CheckModel(
    Typed typed,
    Channel channel,
    List<Recipient> recipients,
    Instant time,
    @Nullable Instant deadline,
    @Nullable String report,
    boolean isReportKnown,
    Map<String, String> fields) {

  public CheckModel {
    recipients = List.copyOf(recipients);
  }

  /**
   * One of them.
   *
   * @param written as it is used
   * @param page of the directory; null: it is an address
   */
  public record Recipient(String written, @Nullable String page) {}
}
