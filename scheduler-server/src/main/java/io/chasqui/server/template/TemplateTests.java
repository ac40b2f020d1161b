package io.chasqui.server.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.api.limit.Limit;
import io.chasqui.server.api.limit.Limits;
import io.chasqui.server.api.problem.ProblemTypes;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.audit.FourEyes;
import io.chasqui.server.channel.TextChannel;
import io.chasqui.server.recipient.ChannelAddress;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientAddresses;
import io.chasqui.server.recipient.RecipientProblems;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends templates as tests: really, marked as such, whatever somebody wants, but to nobody who must
 * not be written to. They are counted in no statistics.
 */
@Service
public class TemplateTests {

  /** Of one key or person. */
  private static final Limit LIMIT = new Limit("template-test", 20, Duration.ofHours(1));

  private static final Duration TTL = Duration.ofHours(1);

  private final TemplatePreviews previews;
  private final TemplateActs acts;
  private final RecipientAddresses addresses;
  private final Deliveries deliveries;
  private final Limits limits;
  private final FourEyes people;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Map<Channel, TextChannel> channels = new EnumMap<>(Channel.class);

  TemplateTests(
      TemplatePreviews previews,
      TemplateActs acts,
      RecipientAddresses addresses,
      Deliveries deliveries,
      Limits limits,
      FourEyes people,
      TransactionTemplate transaction,
      Clock clock,
      List<TextChannel> channels) {
    this.previews = previews;
    this.acts = acts;
    this.addresses = addresses;
    this.deliveries = deliveries;
    this.limits = limits;
    this.people = people;
    this.transaction = transaction;
    this.clock = clock;
    channels.forEach(channel -> this.channels.put(channel.channel(), channel));
  }

  /**
   * Sends one to an address.
   *
   * @param data null: the template's sample
   * @return its delivery
   */
  public List<DeliveryId> send(Template template, @Nullable JsonNode data, Recipient to) {
    MessageContent content = content(template, data, null);
    return stored(template, content, null, List.of(ChannelAddress.of(template.id().channel(), to)));
  }

  /**
   * Sends one to somebody of the directory.
   *
   * @param data null: the template's sample
   * @return its deliveries, to several browsers one for each
   * @throws RequestRefused when the channel does not reach them
   */
  public List<DeliveryId> send(Template template, @Nullable JsonNode data, UUID recipient) {
    MessageContent content = content(template, data, recipient);
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              DirectoryEntry kept = addresses.keep(List.of(recipient)).get(recipient);
              if (kept == null) {
                throw RecipientProblems.notFound();
              }
              List<ChannelAddress> reached = addresses.of(kept, template.id().channel());
              if (reached.isEmpty()) {
                throw new RequestRefused(
                    TemplateProblems.NO_ADDRESS, "channel", template.id().channel().name());
              }
              return stored(template, content, recipient, reached);
            }));
  }

  private MessageContent content(
      Template template, @Nullable JsonNode data, @Nullable UUID recipient) {
    TextChannel channel = channels.get(template.id().channel());
    if (channel != null) {
      // Refused when the channel is off.
      channel.content("x", clock.instant());
    }
    MessageContent content = TestMark.on(previews.of(template, data, recipient));
    limits
        .take(LIMIT, people.name())
        .ifPresent(
            wait -> {
              throw new RequestRefused(ProblemTypes.RATE_LIMITED, wait);
            });
    return content;
  }

  private List<DeliveryId> stored(
      Template template,
      MessageContent content,
      @Nullable UUID recipient,
      List<ChannelAddress> reached) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              acts.done("tested", template, null);
              return deliveries.scheduleAll(
                  reached.stream().map(at -> delivery(template, content, recipient, at)).toList());
            }));
  }

  private DeliveryRequest delivery(
      Template template, MessageContent content, @Nullable UUID recipient, ChannelAddress at) {
    Channel channel = template.id().channel();
    Instant now = clock.instant();
    return DeliveryRequest.to(channel, at.recipient(), onUnknown(channel))
        .lane(at.lane())
        .origin(Origin.TEST)
        .requestedBy(people.name())
        .recipientId(recipient)
        .content(content)
        .correlationId(new CorrelationId("test-" + content.id()))
        .at(now)
        .expiresAt(now.plus(TTL))
        .build();
  }

  private OnUnknown onUnknown(Channel channel) {
    TextChannel text = channels.get(channel);
    if (text != null) {
      return text.onUnknown();
    }
    return channel == Channel.EMAIL ? OnUnknown.RESEND : OnUnknown.HOLD;
  }
}
