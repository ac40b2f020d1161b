package io.chasqui.server.recipient;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.TelegramChat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The address of one channel among those of a profile.
 *
 * @param in finds it
 */
record ProfileAddresses(
    Channel channel, Function<RecipientProfile, Optional<? extends Recipient>> in)
    implements ChannelAddresses {

  static ProfileAddresses ofEmail() {
    return new ProfileAddresses(Channel.EMAIL, ProfileAddresses::email);
  }

  static ProfileAddresses ofSms() {
    return new ProfileAddresses(Channel.SMS, ProfileAddresses::phone);
  }

  /** The chat, or else a phone that its owner may have shared with the bot. */
  static ProfileAddresses ofTelegram() {
    return new ProfileAddresses(
        Channel.TELEGRAM,
        profile ->
            profile.telegramChatId() == null
                ? phone(profile)
                : Optional.of(new TelegramChat(profile.telegramChatId())));
  }

  @Override
  public List<ChannelAddress> of(DirectoryEntry recipient) {
    return in.apply(recipient.profile()).stream()
        .map(address -> ChannelAddress.of(channel, address))
        .toList();
  }

  /** By the rules of today: one that was stored under others may not be usable any more. */
  private static Optional<EmailAddress> email(RecipientProfile profile) {
    return Optional.ofNullable(profile.email())
        .flatMap(written -> EmailAddress.read(written).found());
  }

  private static Optional<PhoneNumber> phone(RecipientProfile profile) {
    return Optional.ofNullable(profile.phone()).map(PhoneNumber::new);
  }
}
