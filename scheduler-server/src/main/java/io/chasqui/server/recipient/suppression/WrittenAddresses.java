package io.chasqui.server.recipient.suppression;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.address.PushSubscription;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.delivery.address.WebhookEndpoint;
import io.chasqui.platform.CanonicalUuid;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads addresses of any channel as callers write them. */
@Component
public class WrittenAddresses {

  private final PhoneNumbers phoneNumbers;
  private final AddressHashes hashes;

  WrittenAddresses(PhoneNumbers phoneNumbers, AddressHashes hashes) {
    this.phoneNumbers = phoneNumbers;
    this.hashes = hashes;
  }

  /** The address; empty when it is none of that channel. */
  public Optional<Recipient> read(Channel channel, String written) {
    String text = written.strip();
    return switch (channel) {
      case EMAIL -> EmailAddress.read(text).found().map(email -> email);
      case SMS -> phoneNumbers.read(text).found().map(phone -> phone);
      case TELEGRAM ->
          text.startsWith("+")
              ? phoneNumbers.read(text).found().map(phone -> phone)
              : TelegramChat.read(text).found().map(chat -> chat);
      case PUSH -> CanonicalUuid.parse(text).map(PushSubscription::new);
      case WEBHOOK -> CanonicalUuid.parse(text).map(WebhookEndpoint::new);
    };
  }

  /** The hashes of all that it may be meant as; none: it is no address. */
  public List<String> hashes(String written) {
    return Arrays.stream(Channel.values())
        .map(channel -> read(channel, written))
        .flatMap(Optional::stream)
        .map(hashes::of)
        .distinct()
        .toList();
  }
}
