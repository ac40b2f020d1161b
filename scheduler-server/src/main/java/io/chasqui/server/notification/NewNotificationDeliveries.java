package io.chasqui.server.notification;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.server.channel.TextChannel;
import io.chasqui.server.notification.decision.Decided.Choice;
import io.chasqui.server.recipient.ChannelAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stores the deliveries by which notifications are told, in the transaction of the caller. */
@Component
class NewNotificationDeliveries {

  private static final String KIND = "NOTIFICATION";

  private final Deliveries deliveries;
  private final NotificationStore store;
  private final AddressHashes hashes;
  private final Map<Channel, TextChannel> channels = new EnumMap<>(Channel.class);

  NewNotificationDeliveries(
      Deliveries deliveries,
      NotificationStore store,
      AddressHashes hashes,
      List<TextChannel> channels) {
    this.deliveries = deliveries;
    this.store = store;
    this.hashes = hashes;
    channels.forEach(channel -> this.channels.put(channel.channel(), channel));
  }

  /**
   * What is to be stored of one notification.
   *
   * @param waits after temporary failures of each delivery
   */
  record Told(Notification notification, List<Choice> choices, RetrySchedule waits) {}

  void store(List<Told> told) {
    List<DeliveryRequest> requests = new ArrayList<>();
    List<@Nullable Traceparent> traces = new ArrayList<>();
    List<Made> made = new ArrayList<>();
    for (Told one : told) {
      for (Choice choice : one.choices()) {
        for (ChannelAddress address : choice.addresses()) {
          requests.add(request(one, choice, address));
          traces.add(one.notification().traceparent());
          made.add(new Made(one.notification(), choice, address));
        }
      }
    }
    List<DeliveryId> ids = deliveries.scheduleAll(requests, traces);
    List<MadeDelivery> rows = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      rows.add(row(made.get(i), ids.get(i)));
    }
    store.addDeliveries(rows);
  }

  private DeliveryRequest request(Told told, Choice choice, ChannelAddress address) {
    Notification of = told.notification();
    return DeliveryRequest.to(choice.channel(), address.recipient(), onUnknown(choice.channel()))
        .lane(address.lane())
        .origin(new Origin(KIND, of.id()))
        .requestedBy(of.requestedBy())
        .recipientId(of.recipientId())
        .category(of.category())
        .content(choice.content())
        .correlationId(of.correlationId())
        .at(choice.at())
        .expiresAt(of.expiresAt())
        .waits(told.waits())
        .build();
  }

  private OnUnknown onUnknown(Channel channel) {
    TextChannel text = channels.get(channel);
    if (text != null) {
      return text.onUnknown();
    }
    return channel == Channel.EMAIL ? OnUnknown.RESEND : OnUnknown.HOLD;
  }

  private MadeDelivery row(Made made, DeliveryId id) {
    return new MadeDelivery(
        made.notification().id(),
        made.notification().round(),
        made.choice().channel(),
        hashes.of(made.address().recipient()),
        id,
        made.choice().template(),
        false);
  }

  private record Made(Notification notification, Choice choice, ChannelAddress address) {}
}
