package io.chasqui.messaging.telegram.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.address.PhoneSettings;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.delivery.suppression.AddressSuppression;
import io.chasqui.delivery.suppression.SuppressionSettings;
import io.chasqui.delivery.suppression.Suppressions;
import io.chasqui.messaging.FakeBotApi;
import io.chasqui.messaging.telegram.TestTelegram;
import io.chasqui.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationIT {

  private static final TestDatabase database = TestDatabase.fresh();

  private final Conversation conversation =
      new Conversation(
          TestTelegram.contacts(database.jdbc()),
          new PhoneNumbers(new PhoneSettings("US")),
          TestChats.stopped(database.jdbc()));

  @BeforeEach
  void forgetEverybody() {
    database.jdbc().sql("DELETE FROM telegram_contact").update();
    database.jdbc().sql("DELETE FROM suppression").update();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/start", "/START", "/start payload", "/start@OurBot", " /start "})
  void startAsksForTheContact(String text) throws Exception {
    Reply reply = conversation.answer(text(text, "en"));

    assertThat(reply.text()).startsWith("Hello!");
    assertThat(reply.keyboard().get("keyboard"))
        .isEqualTo(
            List.of(List.of(Map.of("text", "Share my phone number", "request_contact", true))));
  }

  @ParameterizedTest
  @CsvSource({
    "en, Hello!",
    "es, ¡Hola!",
    "es-419, ¡Hola!",
    "ru, Здравствуйте!",
    "de, Hello!",
    "pt-br, Hello!",
    "'', Hello!",
    "%%%, Hello!"
  })
  void speaksThePersonsLanguageOrEnglish(String language, String greeting) throws Exception {
    assertThat(conversation.answer(text("/start", language)).text()).startsWith(greeting);
  }

  @ParameterizedTest
  @ValueSource(strings = {"79991234567", "+79991234567", "+7 999 123-45-67"})
  void theOwnContactIsLinked(String number) throws Exception {
    Reply reply = conversation.answer(contact(7, 7, number));

    assertThat(reply.text()).startsWith("Done");
    assertThat(reply.keyboard()).isEqualTo(Map.of("remove_keyboard", true));
    assertThat(links()).containsExactly("+79991234567 -> 7");
  }

  /** Telegram vouches for them, whatever we know of the world's numbering plans. */
  @ParameterizedTest
  @CsvSource({
    "4155552671, +4155552671",
    "390612345678, +390612345678",
    "5215512345678, +525512345678",
    "88801234567, +88801234567",
    "99912345678, +99912345678"
  })
  void aContactsNumberIsInternational(String number, String linked) throws Exception {
    conversation.answer(contact(7, 7, number));

    assertThat(links()).containsExactly(linked + " -> 7");
  }

  @Test
  void aNumberThatWasLinkedInItsFormerFormIsReplacedNotDoubled() throws Exception {
    database
        .jdbc()
        .sql(
            "INSERT INTO telegram_contact VALUES (:bot, '+5215512345678', 7, now()),"
                + " (:bot, '+51987654321', 8, now())")
        .param("bot", FakeBotApi.BOT_ID)
        .update();

    conversation.answer(contact(9, 9, "525512345678"));

    assertThat(links()).containsExactlyInAnyOrder("+525512345678 -> 9", "+51987654321 -> 8");
  }

  @Test
  void stopSuppressesTheChatUntilItWritesAgain() throws Exception {
    conversation.answer(contact(7, 7, "79991234567"));
    conversation.answer(text("/stop", "en"));
    conversation.answer(text("/stop", "en"));

    assertThat(suppressed())
        .containsExactly("TELEGRAM TELEGRAM_STOPPED " + TestChats.HASHES.of(new TelegramChat("7")));
    assertThat(links()).isEmpty();

    conversation.answer(text("hello", "en"));
    assertThat(suppressed()).isEmpty();
  }

  /** It was written to by its number, and blocked the bot. */
  @Test
  void whoWritesAgainIsWrittenToByTheNumberToo() throws Exception {
    conversation.answer(contact(7, 7, "79991234567"));
    suppress(new PhoneNumber("+79991234567"), SuppressionReason.TELEGRAM_BLOCKED);
    suppress(new PhoneNumber("+79991234567"), SuppressionReason.MANUAL);
    suppress(new TelegramChat("8"), SuppressionReason.TELEGRAM_STOPPED);

    conversation.answer(text("/start", "en"));

    assertThat(suppressed())
        .containsExactlyInAnyOrder(
            "TELEGRAM MANUAL " + TestChats.HASHES.of(new PhoneNumber("+79991234567")),
            "TELEGRAM TELEGRAM_STOPPED " + TestChats.HASHES.of(new TelegramChat("8")));
  }

  private static void suppress(Recipient address, SuppressionReason reason) {
    new Suppressions(database.jdbc(), SuppressionSettings.DEFAULT)
        .add(
            List.of(
                new AddressSuppression(
                    Channel.TELEGRAM, TestChats.HASHES.of(address), null, reason, null, null)));
  }

  private static List<String> suppressed() {
    return database
        .jdbc()
        .sql(
            "SELECT channel || ' ' || reason || ' ' || encode(address_hash, 'hex') FROM"
                + " suppression")
        .query(String.class)
        .list();
  }

  @Test
  void someoneElsesContactIsNotLinked() throws Exception {
    Reply reply = conversation.answer(contact(7, 8, "79991234567"));

    assertThat(reply.text()).startsWith("That is someone else's contact.");
    assertThat(reply.keyboard()).containsKey("keyboard");
    assertThat(links()).isEmpty();
  }

  @Test
  void aContactTelegramDoesNotVouchForIsNotLinked() throws Exception {
    conversation.answer(message(7, "\"contact\":{\"phone_number\":\"79991234567\"}", "en"));

    assertThat(links()).isEmpty();
  }

  @Test
  void aNumberThatIsNoneIsNotLinked() throws Exception {
    Reply reply = conversation.answer(contact(7, 7, "12'; DROP TABLE"));

    assertThat(reply.text()).contains("cannot use");
    assertThat(links()).isEmpty();
  }

  @Test
  void aNumberMovesToTheChatThatSharedItLast() throws Exception {
    conversation.answer(contact(7, 7, "79991234567"));
    conversation.answer(contact(8, 8, "79991234567"));

    assertThat(links()).containsExactly("+79991234567 -> 8");
  }

  @Test
  void aNewNumberOfAChatReplacesItsOldOne() throws Exception {
    conversation.answer(contact(7, 7, "79991234567"));
    conversation.answer(contact(7, 7, "51987654321"));
    conversation.answer(contact(7, 7, "51987654321"));

    assertThat(links()).containsExactly("+51987654321 -> 7");
  }

  @Test
  void stopUnlinksTheChatAndNoOther() throws Exception {
    conversation.answer(contact(7, 7, "79991234567"));
    conversation.answer(contact(8, 8, "51987654321"));

    Reply reply = conversation.answer(text("/stop", "en"));
    Reply again = conversation.answer(text("/stop", "es"));

    assertThat(reply.text()).startsWith("Done: your phone number is no longer linked");
    assertThat(again.text()).startsWith("No hay ningún número");
    assertThat(links()).containsExactly("+51987654321 -> 8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "/help", "start", "/started"})
  void anythingElseIsAnsweredWithHelp(String text) throws Exception {
    assertThat(conversation.answer(text(text, "en")).text()).startsWith("I deliver reports.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"group", "supergroup", "channel", ""})
  void groupsAreIgnored(String type) throws Exception {
    String update =
        """
        {"update_id":1,"message":{"chat":{"id":-5,"type":"%s"},"from":{"id":7},"text":"/start"}}
        """
            .formatted(type);

    assertThat(IncomingMessage.of(new ObjectMapper().readTree(update))).isEmpty();
  }

  @Test
  void everyLanguageHasEveryPhrase() {
    for (String key : List.of("start", "button", "linked", "foreign", "stopped", "help")) {
      assertThat(List.of("en", "es", "ru"))
          .extracting(language -> Phrases.in(language).get(key))
          .doesNotHaveDuplicates();
    }
  }

  private static IncomingMessage text(String text, String language) throws Exception {
    return message(7, "\"text\":\"%s\"".formatted(text), language);
  }

  private static IncomingMessage contact(long from, long owner, String number) throws Exception {
    String contact =
        "\"contact\":{\"phone_number\":\"%s\",\"user_id\":%d}".formatted(number, owner);
    return message(from, contact, "en");
  }

  private static IncomingMessage message(long from, String content, String language)
      throws Exception {
    String update =
        """
        {"update_id":1,"message":{"chat":{"id":%d,"type":"private"},
         "from":{"id":%d,"language_code":"%s"},%s}}
        """
            .formatted(from, from, language, content);
    Optional<IncomingMessage> read = IncomingMessage.of(new ObjectMapper().readTree(update));
    return read.orElseThrow();
  }

  private static List<String> links() {
    return database
        .jdbc()
        .sql("SELECT phone_number || ' -> ' || chat_id FROM telegram_contact")
        .query(String.class)
        .list();
  }
}
