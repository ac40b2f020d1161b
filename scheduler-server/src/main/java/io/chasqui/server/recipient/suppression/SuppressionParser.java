package io.chasqui.server.recipient.suppression;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.contract.recipient.SuppressionRequest;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.platform.IsoInstant;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.RecipientStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what somebody asks for who is not to be written to. */
@Component
public class SuppressionParser {

  /** Those that people give; the others are found out. */
  public static final Set<SuppressionReason> GIVEN =
      Collections.unmodifiableSet(
          EnumSet.of(SuppressionReason.MANUAL, SuppressionReason.COMPLAINT));

  private static final String CATEGORY = "[A-Za-z0-9._:/-]{1,300}";

  private final WrittenAddresses addresses;
  private final RecipientStore recipients;
  private final Clock clock;

  SuppressionParser(WrittenAddresses addresses, RecipientStore recipients, Clock clock) {
    this.addresses = addresses;
    this.recipients = recipients;
    this.clock = clock;
  }

  /**
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   */
  public NewSuppression read(Written<SuppressionRequest> written) {
    SuppressionRequest request = written.request();
    Fields fields = new Fields(written);
    UUID recipient = recipient(fields, request.recipientId());
    Channel channel =
        word(fields, "channel", request.channel(), EnumSet.allOf(Channel.class)).orElse(null);
    SuppressionReason reason =
        word(fields, "reason", request.reason(), GIVEN).orElse(SuppressionReason.MANUAL);
    Recipient address = address(fields, request, channel);
    String category = category(fields, request.category());
    Instant until = until(fields, request.until());
    boolean isOfOne = (Text.orNull(request.address()) == null) != (recipient == null);
    if (!isOfOne && Text.orNull(request.recipientId()) == null) {
      fields.problem("address", "field.required");
    } else if (!isOfOne && Text.orNull(request.address()) != null) {
      fields.problem("address", "field.addressOrRecipient");
    }
    fields.requireValid(null);
    return new NewSuppression(channel, address, recipient, category, reason, until);
  }

  private @Nullable UUID recipient(Fields fields, @Nullable String written) {
    UUID id = fields.uuid("recipientId", written);
    if (id != null && recipients.find(id).isEmpty()) {
      fields.problem("recipientId", "field.notInDirectory");
    }
    return id;
  }

  private @Nullable Recipient address(
      Fields fields, SuppressionRequest request, @Nullable Channel channel) {
    String address = Text.orNull(request.address());
    if (address == null) {
      return null;
    }
    if (Text.orNull(request.channel()) == null) {
      fields.problem("channel", "field.required");
    }
    if (channel == null) {
      return null;
    }
    Optional<Recipient> read = addresses.read(channel, address);
    if (read.isEmpty()) {
      fields.problem("address", "field.addressOfChannel", channel.name());
    }
    return read.orElse(null);
  }

  private static @Nullable String category(Fields fields, @Nullable String written) {
    String category = Text.orNull(written);
    if (category != null && !category.matches(CATEGORY)) {
      fields.problem("category", "field.category");
    }
    return category;
  }

  private @Nullable Instant until(Fields fields, @Nullable String written) {
    String text = Text.orNull(written);
    if (text == null) {
      return null;
    }
    Optional<Instant> until = IsoInstant.parse(text.strip());
    if (until.isEmpty()) {
      fields.problem("until", "field.instant");
    } else if (!until.get().isAfter(clock.instant())) {
      fields.problem("until", "field.untilNotLater");
    }
    return until.orElse(null);
  }

  private static <E extends Enum<E>> Optional<E> word(
      Fields fields, String field, @Nullable String written, Set<E> allowed) {
    String word = Text.orNull(written);
    if (word == null) {
      return Optional.empty();
    }
    Optional<E> found =
        allowed.stream()
            .filter(one -> one.name().equals(word.strip().toUpperCase(Locale.ROOT)))
            .findFirst();
    if (found.isEmpty()) {
      fields.problem(
          field, "field.oneOf", allowed.stream().map(Enum::name).collect(Collectors.joining(", ")));
    }
    return found;
  }
}
