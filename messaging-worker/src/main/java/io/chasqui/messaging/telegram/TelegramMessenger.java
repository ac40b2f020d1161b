package io.chasqui.messaging.telegram;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ChannelPauses;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.address.StoredRecipient;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import io.chasqui.worker.report.ReportRead;
import io.chasqui.worker.report.ReportReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sends reports as documents of one bot. */
final class TelegramMessenger implements ChannelAdapter {

  private static final Logger log = LoggerFactory.getLogger(TelegramMessenger.class);

  private final TelegramApi api;
  private final TelegramSettings settings;
  private final ChannelPolicy policy;
  private final ReportReader reports;
  private final Contacts contacts;
  private final PhoneNumbers phoneNumbers;
  private final BotMemory memory;
  private final Provider bot;
  private final ChatPace pace;

  TelegramMessenger(
      TelegramApi api,
      TelegramSettings settings,
      ChannelPolicy policy,
      ReportReader reports,
      Contacts contacts,
      PhoneNumbers phoneNumbers,
      ChannelPauses pauses,
      JdbcClient jdbc) {
    long botId = settings.requiredToken().botId();
    this.api = api;
    this.settings = settings;
    this.policy = policy;
    this.reports = reports;
    this.contacts = contacts;
    this.phoneNumbers = phoneNumbers;
    this.bot = new Provider("telegram:" + botId);
    this.pace = new ChatPace(settings.ratePerChat(), System::nanoTime);
    // An upload may have to be made again for a chat that has moved.
    Duration uploadLease = settings.requestTimeout().multipliedBy(2);
    this.memory =
        new BotMemory(
            new ChatMoves(jdbc, botId),
            new UploadedFiles(jdbc, botId, uploadLease),
            new TextProgress(jdbc),
            new BotPause(pauses, bot, settings.channelFaultPause()));
  }

  @Override
  public Channel channel() {
    return Channel.TELEGRAM;
  }

  @Override
  public ChannelPolicy policy() {
    return policy;
  }

  @Override
  public List<Provider> providers(String lane) {
    return List.of(bot);
  }

  @Override
  public double mostPerSecond(Provider provider) {
    return settings.rate();
  }

  /** By what the delivery names it: a number and its chat are not looked up for this. */
  @Override
  public Duration waitOf(ClaimedDelivery delivery) {
    return pace.take(delivery.recipient().value());
  }

  @Override
  public Outcome send(ClaimedDelivery delivery, Provider provider, AttemptJournal journal) {
    AttemptTime time = new AttemptTime(settings.requestTimeout(), System::nanoTime);
    Optional<String> chat = chatOf(delivery.recipient());
    if (chat.isEmpty()) {
      return new Outcome.PermanentFailure(
          TelegramFailure.RECIPIENT_NOT_LINKED,
          "the number's owner has not shared it with the bot");
    }
    TelegramAttempt attempt =
        new TelegramAttempt(api, memory, delivery.id(), time, journal, chat.get());
    Outcome outcome = send(delivery, attempt);
    if (outcome instanceof Outcome.Delivered) {
      forgetProgress(delivery);
    } else if (!(outcome instanceof Outcome.Unknown)) {
      pace.giveBack(delivery.recipient().value());
    }
    return outcome;
  }

  private Outcome send(ClaimedDelivery delivery, TelegramAttempt attempt) {
    String attachmentName = delivery.attachmentName();
    if (attachmentName == null) {
      return attempt.send(MessageParts.texts(delivery.message()));
    }
    try (ReportRead read = reports.read(delivery.reportId())) {
      return read instanceof ReportRead.Found found
          ? send(delivery, attempt, new Document(attachmentName, found.report()))
          : ((ReportRead.NotHad) read).outcome();
    }
  }

  private static Outcome send(
      ClaimedDelivery delivery, TelegramAttempt attempt, Document document) {
    return attempt.send(MessageParts.of(delivery.message()), document);
  }

  /** Deliveries and contacts of earlier versions have numbers in the form of those. */
  private Optional<String> chatOf(StoredRecipient recipient) {
    return switch (recipient.kind()) {
      case CHAT_ID -> Optional.of(memory.moves().currentId(recipient.value()));
      case PHONE_NUMBER -> contacts.chatOf(phoneNumbers.storedForms(recipient.value()));
      case EMAIL_ADDRESS, PUSH_SUBSCRIPTION, WEBHOOK_ENDPOINT -> Optional.empty();
    };
  }

  private void forgetProgress(ClaimedDelivery delivery) {
    if (delivery.message().length() <= MessageParts.MAX_CAPTION) {
      return;
    }
    try {
      memory.progress().forget(delivery.id());
    } catch (RuntimeException e) {
      log.debug("A row of telegram_progress was left behind", e);
    }
  }
}
