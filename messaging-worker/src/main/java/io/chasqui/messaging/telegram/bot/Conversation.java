package io.chasqui.messaging.telegram.bot;

import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.messaging.telegram.Contacts;
import io.chasqui.messaging.telegram.TelegramIsOn;
import io.chasqui.messaging.telegram.bot.IncomingMessage.SharedContact;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Answers a person: {@code /start} asks for the contact, the own contact links number and chat,
 * {@code /stop} unlinks them. Handling a message twice does no harm.
 */
@Component
@Conditional(TelegramIsOn.class)
class Conversation {

  private final Contacts contacts;
  private final PhoneNumbers phoneNumbers;
  private final StoppedChats stopped;

  Conversation(Contacts contacts, PhoneNumbers phoneNumbers, StoppedChats stopped) {
    this.contacts = contacts;
    this.phoneNumbers = phoneNumbers;
    this.stopped = stopped;
  }

  Reply answer(IncomingMessage message) {
    Phrases phrases = Phrases.in(message.languageCode());
    if (command(message.text()).equals("/stop")) {
      return unlink(message, phrases);
    }
    stopped.hasWritten(message.chatId(), contacts.phoneOf(message.chatId()));
    SharedContact contact = message.contact();
    if (contact != null) {
      return link(message, contact, phrases);
    }
    return switch (command(message.text())) {
      case "/start" -> Reply.askingForContact(phrases.get("start"), phrases.get("button"));
      default -> Reply.text(phrases.get("help"));
    };
  }

  private Reply link(IncomingMessage message, SharedContact contact, Phrases phrases) {
    // Telegram vouches for the pair of number and user id; whose contact is sent does not matter.
    if (contact.userId() == null || contact.userId() != message.fromId()) {
      return Reply.askingForContact(phrases.get("foreign"), phrases.get("button"));
    }
    // The Bot API gives numbers with their country code, and mostly without the plus sign.
    Optional<PhoneNumber> phoneNumber = phoneNumbers.readVouchedFor(contact.phoneNumber());
    if (phoneNumber.isEmpty()) {
      return Reply.removingKeyboard(phrases.get("unreadable"));
    }
    contacts.link(phoneNumber.get(), message.chatId());
    stopped.hasWritten(message.chatId(), Optional.of(phoneNumber.get().value()));
    return Reply.removingKeyboard(phrases.get("linked"));
  }

  private Reply unlink(IncomingMessage message, Phrases phrases) {
    stopped.stop(message.chatId());
    boolean wasLinked = contacts.unlink(message.chatId());
    return Reply.removingKeyboard(phrases.get(wasLinked ? "stopped" : "not-linked"));
  }

  /** {@code /start} of {@code "/start@OurBot payload"}. */
  private static String command(String text) {
    return text.strip().split("[\\s@]", 2)[0].toLowerCase(Locale.ROOT);
  }
}
