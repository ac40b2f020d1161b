package io.chasqui.messaging.telegram.bot;

import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.address.PhoneSettings;
import io.chasqui.delivery.suppression.SuppressionSettings;
import io.chasqui.delivery.suppression.Suppressions;
import java.nio.charset.StandardCharsets;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Chats that stop the bot, in a database of a test. */
final class TestChats {

  static final AddressHashes HASHES =
      new AddressHashes("a key of tests".getBytes(StandardCharsets.UTF_8));

  private TestChats() {}

  static StoppedChats stopped(JdbcClient jdbc) {
    return new StoppedChats(
        HASHES,
        new PhoneNumbers(new PhoneSettings(null)),
        new Suppressions(jdbc, SuppressionSettings.DEFAULT));
  }
}
