package io.chasqui.server.console;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.DeliveryTime;
import io.chasqui.delivery.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which deliveries a page is about, put together by filters; all of them must match. */
public final class DeliverySelection {

  private final List<DeliveryStatus> statuses = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private @Nullable String correlationId;
  private @Nullable List<String> recipients;
  private @Nullable Long customerId;
  private @Nullable Origin origin;
  private @Nullable Instant from;
  private @Nullable Instant to;
  private @Nullable List<DeliveryId> ids;
  private @Nullable String failureCode;
  private DeliveryTime by = DeliveryTime.CREATED;
  private boolean isOfNone;

  /** In one of these states; none named: in any. */
  public void statuses(List<DeliveryStatus> any) {
    statuses.addAll(any);
  }

  /** On one of these channels; none named: on any. */
  public void channels(List<Channel> any) {
    channels.addAll(any);
  }

  /** Of this correlation id, exactly. */
  public void correlationId(String id) {
    isOfNone |= isOther(correlationId, id);
    correlationId = id;
  }

  /** To this recipient, in any of the forms that it may be stored in. */
  public void recipient(List<String> forms) {
    isOfNone |= isOther(recipients, forms);
    recipients = List.copyOf(forms);
  }

  /** Of this customer. */
  public void customerId(long id) {
    isOfNone |= isOther(customerId, id);
    customerId = id;
  }

  /** Made by this. */
  public void origin(Origin what) {
    isOfNone |= isOther(origin, what);
    origin = what;
  }

  /** One of these. */
  public void ids(List<DeliveryId> any) {
    isOfNone |= isOther(ids, any);
    ids = List.copyOf(any);
  }

  /** Not delivered for this reason. */
  public void failureCode(String code) {
    isOfNone |= isOther(failureCode, code);
    failureCode = code;
  }

  /** Listed by this time of theirs, and narrowed by it. */
  public void by(DeliveryTime time) {
    by = time;
  }

  /** By which of their times they are listed. */
  public DeliveryTime by() {
    return by;
  }

  /** At or after. */
  public void from(Instant time) {
    from = time;
  }

  /** Before. */
  public void to(Instant time) {
    to = time;
  }

  private static boolean isOther(@Nullable Object first, Object second) {
    return first != null && !Objects.equals(first, second);
  }

  /** As queries for pages that begin with what comes first, or behind or before an id. */
  public List<DeliveryQuery> queries(
      @Nullable DeliveryId olderThan, @Nullable DeliveryId newerThan, int limit) {
    return queries(olderThan, newerThan, null, limit);
  }

  /**
   * As queries that each read one index; none when two filters exclude each other. What is asked
   * for is all that one of them finds.
   *
   * @param olderThan the end of the page before; null: none
   * @param newerThan the beginning of the page before; null: none
   * @param placeAt the time of either that they are listed by; null: by their ids
   * @param limit of each
   */
  public List<DeliveryQuery> queries(
      @Nullable DeliveryId olderThan,
      @Nullable DeliveryId newerThan,
      @Nullable Instant placeAt,
      int limit) {
    if (isOfNone) {
      return List.of();
    }
    return orNull(statuses)
        .flatMap(
            status ->
                orNull(channelsToAsk())
                    .map(
                        channel ->
                            new DeliveryQuery(
                                correlationId,
                                status.value,
                                channel.value,
                                recipients,
                                customerId,
                                origin,
                                from,
                                to,
                                olderThan,
                                newerThan,
                                limit,
                                ids,
                                failureCode,
                                by,
                                by,
                                placeAt)))
        .toList();
  }

  /** What is due is known channel by channel. */
  private List<Channel> channelsToAsk() {
    return by == DeliveryTime.DUE && channels.isEmpty() ? List.of(Channel.values()) : channels;
  }

  private static <T> Stream<Choice<T>> orNull(List<T> any) {
    return any.isEmpty() ? Stream.of(new Choice<>(null)) : any.stream().distinct().map(Choice::new);
  }

  /** One of several, or null for all. */
  private record Choice<T>(@Nullable T value) {}
}
