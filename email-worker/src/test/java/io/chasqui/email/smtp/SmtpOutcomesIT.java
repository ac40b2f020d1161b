package io.chasqui.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.email.EmailSettings;
import io.chasqui.email.TestEmail;
import io.chasqui.testing.TestJournal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies, silence and broken connections at each command, through real sockets. */
class SmtpOutcomesIT {

  private final ScriptedSmtpServer server = new ScriptedSmtpServer();

  @AfterEach
  void closeServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECT | 421 busy                   | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          CONNECT | 554 no service             | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          CONNECT | HANG                       | CHANNEL_FAULT     | SEND_FAILED
          CONNECT | CLOSE                      | CHANNEL_FAULT     | SEND_FAILED
          CONNECT | RESET                      | CHANNEL_FAULT     | SEND_FAILED
          EHLO    | 421 closing                | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          EHLO    | 421 closing THEN_CLOSE          | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          EHLO    | HANG                       | CHANNEL_FAULT     | SEND_FAILED
          EHLO    | CLOSE                      | CHANNEL_FAULT     | SEND_FAILED
          AUTH    | 535 5.7.8 no               | CHANNEL_FAULT     | AUTHENTICATION_FAILED
          AUTH    | 421 closing THEN_CLOSE          | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          AUTH    | 432 4.3.2 too many         | CHANNEL_FAULT     | RATE_LIMITED
          AUTH    | HANG                       | CHANNEL_FAULT     | SEND_FAILED
          AUTH    | CLOSE                      | CHANNEL_FAULT     | SEND_FAILED
          MAIL    | 421 closing                | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          MAIL    | 421 closing THEN_CLOSE          | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          MAIL    | 450 4.2.1 later            | TEMPORARY_FAILURE | SEND_FAILED
          MAIL    | 452 4.3.1 disk full        | TEMPORARY_FAILURE | SEND_FAILED
          MAIL    | 535 5.7.8 no               | CHANNEL_FAULT     | AUTHENTICATION_FAILED
          MAIL    | 530 5.7.0 log in           | CHANNEL_FAULT     | AUTHENTICATION_FAILED
          MAIL    | 550 5.1.1 who are you      | CHANNEL_FAULT     | SENDER_REJECTED
          MAIL    | 550 5.4.5 quota            | CHANNEL_FAULT     | QUOTA_EXCEEDED
          MAIL    | 552 5.3.4 too big          | PERMANENT_FAILURE | MESSAGE_REJECTED
          MAIL    | 554 no                     | CHANNEL_FAULT     | SENDER_REJECTED
          MAIL    | HANG                       | CHANNEL_FAULT     | SEND_FAILED
          MAIL    | CLOSE                      | CHANNEL_FAULT     | SEND_FAILED
          MAIL    | RESET                      | CHANNEL_FAULT     | SEND_FAILED
          RCPT    | 421 closing                | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          RCPT    | 421 closing THEN_CLOSE          | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          RCPT    | 450 4.2.1 later            | TEMPORARY_FAILURE | SEND_FAILED
          RCPT    | 452 4.2.2 full             | TEMPORARY_FAILURE | MAILBOX_FULL
          RCPT    | 535 5.7.8 no               | CHANNEL_FAULT     | AUTHENTICATION_FAILED
          RCPT    | 550 5.1.1 unknown          | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT    | 550 5.1.1 unknown THEN_CLOSE    | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT    | 550 unknown                | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT    | 550 5.4.5 quota            | CHANNEL_FAULT     | QUOTA_EXCEEDED
          RCPT    | 552 5.2.2 full             | TEMPORARY_FAILURE | MAILBOX_FULL
          RCPT    | 554 5.7.1 policy           | PERMANENT_FAILURE | MESSAGE_REJECTED
          RCPT    | HANG                       | TEMPORARY_FAILURE | SEND_FAILED
          RCPT    | CLOSE                      | TEMPORARY_FAILURE | SEND_FAILED
          RCPT    | RESET                      | TEMPORARY_FAILURE | SEND_FAILED
          RCPT    | gibberish                  | TEMPORARY_FAILURE | SEND_FAILED
          DATA    | 421 closing                | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          DATA    | 450 4.2.1 later            | TEMPORARY_FAILURE | SEND_FAILED
          DATA    | 452 4.3.1 disk full        | TEMPORARY_FAILURE | SEND_FAILED
          DATA    | 550 5.1.1 unknown          | PERMANENT_FAILURE | RECIPIENT_REJECTED
          DATA    | 550 5.4.5 quota            | CHANNEL_FAULT     | QUOTA_EXCEEDED
          DATA    | 552 too big                | PERMANENT_FAILURE | MESSAGE_REJECTED
          DATA    | 554 no                     | PERMANENT_FAILURE | MESSAGE_REJECTED
          DATA    | HANG                       | TEMPORARY_FAILURE | SEND_FAILED
          DATA    | CLOSE                      | TEMPORARY_FAILURE | SEND_FAILED
          .       | 421 closing THEN_CLOSE          | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          .       | 450 4.2.1 later            | TEMPORARY_FAILURE | SEND_FAILED
          .       | 451 4.3.0 later THEN_CLOSE      | TEMPORARY_FAILURE | SEND_FAILED
          .       | 452 4.3.1 disk full        | TEMPORARY_FAILURE | SEND_FAILED
          .       | 454 4.7.0 Throttling       | CHANNEL_FAULT     | RATE_LIMITED
          .       | 550 5.1.1 unknown          | PERMANENT_FAILURE | RECIPIENT_REJECTED
          .       | 550 5.4.5 quota            | CHANNEL_FAULT     | QUOTA_EXCEEDED
          .       | 552 5.3.4 too big          | PERMANENT_FAILURE | MESSAGE_REJECTED
          .       | 554 5.7.1 spam             | PERMANENT_FAILURE | MESSAGE_REJECTED
          .       | 554 5.7.1 spam THEN_CLOSE       | PERMANENT_FAILURE | MESSAGE_REJECTED
          .       | HANG                       | UNKNOWN           | NO_ANSWER
          .       | CLOSE                      | UNKNOWN           | NO_ANSWER
          .       | RESET                      | UNKNOWN           | NO_ANSWER
          .       | gibberish                  | UNKNOWN           | NO_ANSWER
          .       | 250-half a reply THEN_CLOSE     | UNKNOWN           | NO_ANSWER
          """)
  void followsFromWhatTheServerSays(String command, String reply, String kind, String code) {
    server.always(command, reply);
    // Short only where it is waited for: machines that build are slow now and then.
    String readTimeout = reply.equals(ScriptedSmtpServer.HANG) ? "600ms" : "10s";
    Outcome outcome = submit(Map.of("read-timeout", readTimeout));
    assertThat(outcome.kind()).hasToString(kind);
    assertThat(outcome.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, CHANNEL_FAULT",
    "EHLO, CHANNEL_FAULT",
    "MAIL, CHANNEL_FAULT",
    "RCPT, TEMPORARY_FAILURE",
    "DATA, TEMPORARY_FAILURE",
    "., UNKNOWN",
  })
  void garbageOfManyLinesIsNoReply(String command, String kind) {
    for (String garbage :
        List.of(
            "HTTP/1.1 400 Bad Request\n\n<html>",
            "\u0000\u0007\n999-x\n999 x",
            "250-first\nwhat now?",
            "250-first\n550 last",
            "2500 ok")) {
      server.always(command, garbage + ScriptedSmtpServer.THEN_CLOSE);
      assertThat(submit(Map.of("read-timeout", "10s")).kind()).as(garbage).hasToString(kind);
    }
  }

  @Test
  void takesTheServersLastWordsAsTheProvidersId() {
    Outcome outcome = submit(Map.of());
    assertThat(outcome).isInstanceOf(Delivered.class);
    assertThat(((Delivered) outcome).providerMessageId())
        .isEqualTo("250 2.0.0 Ok: queued as 4XyZ12");
  }

  /** So large that it cannot all be in the system's buffers when the connection breaks. */
  @Test
  void wasNotSentWhenTheConnectionBreaksWithinTheMessage() {
    server.always("DATA", "354 go on" + ScriptedSmtpServer.THEN_CLOSE);
    EmailSettings settings = settings(Map.of());
    try (TestMailer mailer = new TestMailer(settings, Clock.systemUTC())) {
      Outcome outcome = mailer.submit(TestEmail.mail(settings, 15_000_000));
      assertThat(outcome.kind()).isEqualTo(AttemptOutcome.TEMPORARY_FAILURE);
      assertThat(outcome.code()).isEqualTo("SEND_FAILED");
    }
  }

  @Test
  void wasNotSentWhenTheServerStopsReading() {
    server.always("DATA", "354 go on" + ScriptedSmtpServer.THEN_HANG);
    EmailSettings settings = settings(Map.of("write-timeout", "300ms"));
    TestJournal journal = new TestJournal();
    try (TestMailer mailer = new TestMailer(settings, Clock.systemUTC())) {
      Outcome outcome = mailer.submit(TestEmail.mail(settings, 15_000_000), journal);
      assertThat(outcome.kind()).isEqualTo(AttemptOutcome.TEMPORARY_FAILURE);
      assertThat(outcome.detail()).endsWith("a write has taken too long");
    }
    assertThat(journal.told()).doesNotContain("asked");
  }

  @Test
  void theJournalIsAskedBeforeTheDotAndToldOfTheAnswer() {
    TestJournal journal = new TestJournal();

    submit(journal);

    assertThat(journal.told()).containsExactly("connected", "asked", "allowed", "answered");
  }

  @Test
  void theJournalIsNotAskedForAMessageTheServerDoesNotWant() {
    server.always("RCPT", "550 5.1.1 unknown");
    TestJournal journal = new TestJournal();

    submit(journal);

    assertThat(journal.told()).containsExactly("connected");
  }

  @Test
  void theServerNeverSeesTheDotWhenTheJournalRefuses() {
    Outcome outcome = submit(new TestJournal().refusing());

    assertThat(outcome).isInstanceOf(TemporaryFailure.class);
    assertThat(server.messages()).isEmpty();
  }

  @Test
  void triesAgainWhenNobodyListens() {
    server.close();
    assertThat(submit(Map.of()))
        .isInstanceOf(ChannelFault.class)
        .extracting(Outcome::code)
        .isEqualTo("SEND_FAILED");
  }

  /** The top level domain is reserved, RFC 2606. */
  @Test
  void triesAgainWhenTheHostHasNoAddress() {
    Outcome outcome = submit(Map.of("host", "smtp.invalid", "tls", "required"));
    assertThat(outcome).isInstanceOf(ChannelFault.class);
    assertThat(outcome.code()).isEqualTo("SEND_FAILED");
    assertThat(outcome.detail()).startsWith("UnknownHostException");
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, CHANNEL_FAULT",
    "MAIL, CHANNEL_FAULT",
    "RCPT, TEMPORARY_FAILURE",
    "., UNKNOWN"
  })
  void isCutOffWhenTheServerTakesForeverByteByByte(String command, String kind) {
    server.always(command, ScriptedSmtpServer.DRIP);
    Outcome outcome = submit(Map.of("read-timeout", "10s", "attempt-timeout", "1s"));
    assertThat(outcome.kind()).hasToString(kind);
  }

  private EmailSettings settings(Map<String, String> given) {
    Map<String, String> keys = new HashMap<>();
    keys.put("port", String.valueOf(server.port()));
    keys.put("tls", "none");
    keys.put("username", "user");
    keys.put("password", "secret");
    keys.putAll(given);
    return TestEmail.settings(keys);
  }

  private Outcome submit(Map<String, String> given) {
    return submit(given, new TestJournal());
  }

  private Outcome submit(TestJournal journal) {
    return submit(Map.of(), journal);
  }

  private Outcome submit(Map<String, String> given, TestJournal journal) {
    EmailSettings settings = settings(given);
    try (TestMailer mailer = new TestMailer(settings, Clock.systemUTC())) {
      return mailer.submit(TestEmail.mail(settings), journal);
    }
  }
}
