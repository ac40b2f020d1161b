package io.chasqui.messaging.telegram.bot;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.delivery.suppression.AddressSuppression;
import io.chasqui.delivery.suppression.MaskedAddress;
import io.chasqui.delivery.suppression.Suppressions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chats that have told the bot to stop, or have blocked it, are not written to until they write
 * again.
 */
final class StoppedChats {

  private static final Set<SuppressionReason> LIFTED =
      EnumSet.of(SuppressionReason.TELEGRAM_STOPPED, SuppressionReason.TELEGRAM_BLOCKED);

  private final AddressHashes hashes;
  private final PhoneNumbers phoneNumbers;
  private final Suppressions suppressions;

  StoppedChats(AddressHashes hashes, PhoneNumbers phoneNumbers, Suppressions suppressions) {
    this.hashes = hashes;
    this.phoneNumbers = phoneNumbers;
    this.suppressions = suppressions;
  }

  /** The number that was linked to it is unlinked besides, and leads nowhere then. */
  void stop(long chatId) {
    TelegramChat chat = new TelegramChat(String.valueOf(chatId));
    suppressions.add(
        List.of(
            new AddressSuppression(
                Channel.TELEGRAM,
                hashes.of(chat),
                null,
                SuppressionReason.TELEGRAM_STOPPED,
                null,
                MaskedAddress.of(chat.kind(), chat.value()))));
  }

  /**
   * Whoever writes wants to be written to.
   *
   * @param phone by which the chat may have been written to, and have blocked the bot; empty: it is
   *     not known
   */
  void hasWritten(long chatId, Optional<String> phone) {
    List<String> addresses = new ArrayList<>();
    addresses.add(hashes.of(new TelegramChat(String.valueOf(chatId))));
    phone
        .flatMap(written -> phoneNumbers.read(written).found())
        .ifPresent((PhoneNumber number) -> addresses.add(hashes.of(number)));
    suppressions.lift(Channel.TELEGRAM, addresses, LIFTED);
  }
}
