package io.chasqui.contract.notification;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import java.util.Map;

/**
 * Messages of brokers that nobody could read, without what they say. Fields have Spanish names as
 * well.
 *
 * @param total how many there are
 * @param places in Spanish lugares, where they lie
 */
public record DeadLetterList(long total, @JsonAlias("lugares") List<DeadLetterPlace> places) {

  /**
   * Where some of them lie.
   *
   * @param source in Spanish origen, which broker: rabbitmq or kafka
   * @param place in Spanish lugar, a queue or a topic
   * @param count in Spanish cantidad, how many
   * @param reasons in Spanish motivos, why, with how many of the oldest 1,000 each is of: NO_JSON,
   *     TOO_LARGE, TOO_DEEP, NO_EVENT, NO_RECIPIENT, FAILED, or the broker's own word
   */
  public record DeadLetterPlace(
      @JsonAlias("origen") String source,
      @JsonAlias("lugar") String place,
      @JsonAlias("cantidad") long count,
      @JsonAlias("motivos") Map<String, Long> reasons) {}
}
