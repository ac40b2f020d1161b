package io.chasqui.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpReplyClassifierTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the recipient, for good
          RCPT | 550 5.1.1 no such user                      | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT | 550 5.1.2 no such domain                    | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT | 501 5.1.3 bad address syntax                | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT | 551 5.1.6 has moved                         | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT | 556 5.1.10 null MX                          | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT | 550 5.2.1 mailbox disabled                  | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT | 553 5.1.3 mailbox name not allowed          | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT | 550 5.4.1 Recipient address rejected        | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT | 550 no such user                            | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT | 551 user not local                          | PERMANENT_FAILURE | RECIPIENT_REJECTED
          RCPT | 553 mailbox name not allowed                | PERMANENT_FAILURE | RECIPIENT_REJECTED
          DOT  | 550 5.1.1 no such user                      | PERMANENT_FAILURE | RECIPIENT_REJECTED
          # the recipient, for now
          RCPT | 450 4.2.1 too much mail for this user       | TEMPORARY_FAILURE | SEND_FAILED
          RCPT | 451 local error                             | TEMPORARY_FAILURE | SEND_FAILED
          RCPT | 450 4.7.1 Greylisted, come back later       | TEMPORARY_FAILURE | SEND_FAILED
          RCPT | 451 4.7.1 Greylisting in action             | TEMPORARY_FAILURE | SEND_FAILED
          RCPT | 452 4.5.3 too many recipients               | TEMPORARY_FAILURE | SEND_FAILED
          RCPT | 552 5.5.3 too many recipients               | TEMPORARY_FAILURE | SEND_FAILED
          RCPT | 452 4.2.2 mailbox full                      | TEMPORARY_FAILURE | MAILBOX_FULL
          RCPT | 552 5.2.2 mailbox full                      | TEMPORARY_FAILURE | MAILBOX_FULL
          DOT  | 552 5.2.2 mailbox full                      | TEMPORARY_FAILURE | MAILBOX_FULL
          RCPT | 552 mailbox full                            | TEMPORARY_FAILURE | MAILBOX_FULL
          # the message
          DATA | 552 too large                               | PERMANENT_FAILURE | MESSAGE_REJECTED
          DOT  | 552 5.3.4 message too big                   | PERMANENT_FAILURE | MESSAGE_REJECTED
          MAIL | 552 5.3.4 message too big                   | PERMANENT_FAILURE | MESSAGE_REJECTED
          DOT  | 552 message too big                         | PERMANENT_FAILURE | MESSAGE_REJECTED
          DOT  | 554 5.6.0 malformed                         | PERMANENT_FAILURE | MESSAGE_REJECTED
          DOT  | 554 5.7.1 looks like spam                   | PERMANENT_FAILURE | MESSAGE_REJECTED
          DOT  | 550 5.7.1 content policy                    | PERMANENT_FAILURE | MESSAGE_REJECTED
          RCPT | 554 5.7.1 refused by policy                 | PERMANENT_FAILURE | MESSAGE_REJECTED
          DOT  | 554 transaction failed                      | PERMANENT_FAILURE | MESSAGE_REJECTED
          DOT  | 550 virus found                             | PERMANENT_FAILURE | MESSAGE_REJECTED
          # us: the message is innocent
          AUTH | 535 5.7.8 bad credentials                   | CHANNEL_FAULT     | AUTHENTICATION_FAILED
          AUTH | 535 no                                      | CHANNEL_FAULT     | AUTHENTICATION_FAILED
          AUTH | 534 5.7.9 application password needed       | CHANNEL_FAULT     | AUTHENTICATION_FAILED
          MAIL | 530 5.7.0 must authenticate                 | CHANNEL_FAULT     | AUTHENTICATION_FAILED
          RCPT | 530 5.7.1 must authenticate                 | CHANNEL_FAULT     | AUTHENTICATION_FAILED
          AUTH | 550 5.7.30 basic authentication retired     | CHANNEL_FAULT     | AUTHENTICATION_FAILED
          MAIL | 550 5.7.30 basic authentication retired     | CHANNEL_FAULT     | AUTHENTICATION_FAILED
          AUTH | 454 temporary authentication failure        | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          MAIL | 550 5.4.5 daily limit exceeded              | CHANNEL_FAULT     | QUOTA_EXCEEDED
          RCPT | 550 5.4.5 daily limit exceeded              | CHANNEL_FAULT     | QUOTA_EXCEEDED
          DOT  | 550 5.4.5 daily limit exceeded              | CHANNEL_FAULT     | QUOTA_EXCEEDED
          AUTH | 432 4.3.2 concurrent connections exceeded   | CHANNEL_FAULT     | RATE_LIMITED
          DOT  | 454 4.7.0 Throttling failure                | CHANNEL_FAULT     | RATE_LIMITED
          DOT  | 454 Throttling failure: Maximum rate        | CHANNEL_FAULT     | RATE_LIMITED
          MAIL | 550 5.7.1 you may not send as that          | CHANNEL_FAULT     | SENDER_REJECTED
          MAIL | 553 sender refused                          | CHANNEL_FAULT     | SENDER_REJECTED
          RCPT | 553 5.1.8 sender's domain does not exist    | CHANNEL_FAULT     | SENDER_REJECTED
          DOT  | 550 5.7.60 no permission to send as         | CHANNEL_FAULT     | SENDER_REJECTED
          DOT  | 554 5.2.0 STOREDRV.Submission.Exception     | CHANNEL_FAULT     | SENDER_REJECTED
          DOT  | 554 5.2.2 STOREDRV.Submission quota         | CHANNEL_FAULT     | SENDER_REJECTED
          DOT  | 554 5.2.2 STOREDRV.Deliver; mailbox full    | TEMPORARY_FAILURE | MAILBOX_FULL
          DOT  | 432 4.3.2 STOREDRV.Deliver; recipient busy  | TEMPORARY_FAILURE | SEND_FAILED
          DOT  | 550 5.1.90 daily limit of recipients        | CHANNEL_FAULT     | QUOTA_EXCEEDED
          DOT  | 550 5.7.233 daily limit of the tenant       | CHANNEL_FAULT     | QUOTA_EXCEEDED
          STARTTLS | 502 not implemented                     | CHANNEL_FAULT     | TLS_REQUIRED
          # the host
          CONNECT | 421 too many connections                 | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          MAIL | 421 4.3.2 shutting down                     | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          RCPT | 421 closing                                 | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          DATA | 421 closing                                 | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          DOT  | 421 closing                                 | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          CONNECT | 554 no service for you                   | CHANNEL_FAULT     | SERVICE_NOT_AVAILABLE
          # what is not known is temporary
          MAIL | 451 4.3.0 try again                         | TEMPORARY_FAILURE | SEND_FAILED
          STARTTLS | 454 TLS not available                   | TEMPORARY_FAILURE | SEND_FAILED
          CONNECT | 450 later                                | TEMPORARY_FAILURE | SEND_FAILED
          RCPT | 503 5.5.1 bad sequence                      | TEMPORARY_FAILURE | SEND_FAILED
          RCPT | 550 5.3.0 something else                    | TEMPORARY_FAILURE | SEND_FAILED
          DOT  | 599 whatever                                | TEMPORARY_FAILURE | SEND_FAILED
          """)
  void tellsByCommandAndCodes(SmtpCommand command, String line, String kind, String code) {
    SmtpReply reply = SmtpReply.of(command, Integer.parseInt(line.substring(0, 3)), line);
    Outcome outcome = SmtpReplyClassifier.classify(reply);
    assertThat(outcome.kind()).hasToString(kind);
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.detail()).isEqualTo(line);
  }

  /** A mailbox that is full, a policy and whatever is not said exactly suppress nobody. */
  @ParameterizedTest
  @CsvSource({
    "550 5.1.1 no such user, true",
    "550 5.1.2 no such host, true",
    "553 5.1.3 no address, true",
    "551 5.1.6 moved, true",
    "556 5.1.10 null MX, true",
    "550 5.2.1 disabled, true",
    "550 5.4.1 rejected, false",
    "550 no such user, false",
    "550 5.7.1 policy, false",
    "552 5.2.2 full, false",
    "450 4.1.1 not now, false"
  })
  void whatDoesNotExistIsSuppressed(String line, boolean suppresses) {
    Outcome outcome =
        SmtpReplyClassifier.classify(
            SmtpReply.of(SmtpCommand.RCPT, Integer.parseInt(line.substring(0, 3)), line));

    assertThat(
            outcome instanceof Outcome.PermanentFailure failure
                && failure.suppresses() == SuppressionReason.HARD_BOUNCE)
        .isEqualTo(suppresses);
  }

  @Test
  void readsARepliesLinesAsOne() {
    SmtpReply reply =
        SmtpReply.of(SmtpCommand.RCPT, 550, "550-5.1.1 no such user\n550 5.1.1 sorry\n");
    assertThat(reply.enhancedCode()).isEqualTo("5.1.1");
    assertThat(reply.text()).isEqualTo("550-5.1.1 no such user 550 5.1.1 sorry");
  }

  @Test
  void takesNoVersionNumberForAnEnhancedCode() {
    assertThat(SmtpReply.of(SmtpCommand.RCPT, 550, "550 5.1.1.9 x").enhancedCode()).isNull();
    assertThat(SmtpReply.of(SmtpCommand.RCPT, 550, "550 no 5.1.1").enhancedCode()).isNull();
  }

  @Test
  void letsTheHostRestShortlyWhenItAsksForIt() {
    Outcome outcome = SmtpReplyClassifier.classify(SmtpCommand.RCPT, 421, null, "421 later");
    assertThat(outcome)
        .isEqualTo(
            new Outcome.ChannelFault(
                "SERVICE_NOT_AVAILABLE", "421 later", SmtpReplyClassifier.HOST_RESTS));
  }
}
