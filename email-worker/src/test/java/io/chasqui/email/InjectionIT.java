package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.email.smtp.ScriptedSmtpServer;
import io.chasqui.email.smtp.TestMailer;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.testing.TestJournal;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each field that gets into a mail, against each way to begin another line. It is refused, or the
 * server hears of one mail to one recipient, in lines that all end with CRLF, with our headers and
 * no other.
 */
class InjectionIT {

  private static final List<String> HEADERS =
      List.of(
          "Date",
          "From",
          "To",
          "Message-ID",
          "Subject",
          "X-Correlation-Id",
          "Auto-Submitted",
          "MIME-Version",
          "Content-Type");
  private static final List<String> TEXT = List.of("Content-Type", "Content-Transfer-Encoding");
  private static final List<String> ATTACHMENT =
      List.of("Content-Type", "Content-Disposition", "Content-Transfer-Encoding");
  private static final String EVIL = "Bcc: evil@evil.example";

  private final ScriptedSmtpServer server = new ScriptedSmtpServer();

  @AfterEach
  void close() {
    server.close();
  }

  static Stream<String> injections() {
    Stream<String> breaks =
        Stream.of(
            "\r\n",
            "\n",
            "\r",
            "\n\r",
            "\r\r\n",
            "\r\n ",
            "\r\n\t",
            "\r\n\r\n",
            "\u2028",
            "\u2029",
            "\u0085",
            "\u0000",
            "\u000b",
            "\u000c",
            "\u001b",
            "\u007f",
            "\u760d\u760a",
            "\u010d\u010a",
            "\uff0d\uff0a",
            "\ud800",
            "\\r\\n",
            "%0d%0a",
            "%E5%98%8D%E5%98%8A",
            "&#13;&#10;",
            "=0D=0A",
            "\\u000d\\u000a");
    Stream<String> mails =
        Stream.of("\r\n.\r\n", "\n.\n", "\n.\r\n", "\r.\r", "\r.\r\n", "\r\n.\r", "\r\n\u0000.\r\n")
            .map(end -> end + "MAIL FROM:<evil@evil.example>\r\nRCPT TO:<evil@evil.example>\r\n");
    Stream<String> others =
        Stream.of(
            "=?utf-8?q?x=0D=0ABcc:_evil=40evil.example?=",
            "=?utf-8?b?eA0KQmNjOiBldmlsQGV2aWwuZXhhbXBsZQ0K?=",
            "=?utf-8?q?=2E=2E=2Fx=2Eexe?=",
            "\"; filename=\"evil.exe",
            "\"\r\nContent-Type: text/html",
            "--=_parts_\r\n\r\n" + EVIL,
            ", evil@evil.example",
            "> RCPT TO:<evil@evil.example",
            "> SIZE=1 ORCPT=rfc822;evil@evil.example",
            "\"<evil@evil.example>");
    return Stream.of(breaks.map(line -> line + EVIL), mails, others).flatMap(all -> all);
  }

  private static Stream<Arguments> in(String... forms) {
    return injections()
        .flatMap(
            injection ->
                Arrays.stream(forms)
                    .map(form -> Arguments.of(form.formatted(injection), injection)));
  }

  static Stream<Arguments> texts() {
    return in("a%sb", "%s");
  }

  static Stream<Arguments> recipients() {
    return in(
        "ivan%s@example.org",
        "ivan@example.org%s",
        "ivan@exa%smple.org",
        "\"ivan%s\"@example.org",
        "Ivan%s <ivan@example.org>",
        "%sivan@example.org");
  }

  static Stream<Arguments> senders() {
    return in(
        "Reports%s <reports@example.com>",
        "%s <reports@example.com>",
        "\"Reports%s\" <reports@example.com>",
        "reports%s@example.com",
        "Reports <reports@example.com>%s");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aSubjectAddsNothing(String subject, String injection) throws Exception {
    assertHarmless(TestEmail.delivery("ivan@example.org", subject, "m", "r.pdf"), injection);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void anAttachmentNameAddsNothing(String name, String injection) throws Exception {
    assertHarmless(TestEmail.delivery("ivan@example.org", "s", "m", name), injection);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aMessageAddsNothing(String message, String injection) throws Exception {
    assertThat(send(TestEmail.delivery("ivan@example.org", "s", message, "r.pdf"), Map.of()))
        .isInstanceOf(Delivered.class);
    assertOneMail("ivan@example.org");
  }

  @ParameterizedTest
  @MethodSource("recipients")
  void aRecipientAddsNothing(String recipient, String injection) throws Exception {
    server.always("EHLO", "250-localhost\n250-8BITMIME\n250 SMTPUTF8");
    Outcome outcome = send(TestEmail.delivery(recipient, "s", "m", "r.pdf"), Map.of());
    if (outcome instanceof Delivered) {
      assertOneMail(EmailAddress.read(recipient).found().orElseThrow().wireForm());
    } else {
      assertRefused(outcome, "RECIPIENT_REJECTED");
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aCorrelationIdIsNoneOrAddsNothing(String id, String injection) {
    assertThat(CorrelationId.isValid(id)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("senders")
  void aSenderStopsTheStartOrAddsNothing(String from, String injection) throws Exception {
    Map<String, String> settings = Map.of("from", from);
    try {
      EmailAccount.of(TestEmail.settings(settings));
    } catch (InvalidSetting e) {
      assertThat(e).hasMessageStartingWith("chasqui.email.from ");
      return;
    }
    assertThat(send(TestEmail.delivery(), settings)).isInstanceOf(Delivered.class);
    InternetAddress sender = (InternetAddress) assertOneMail("ivan@example.org").getFrom()[0];
    if (sender.getPersonal() != null) {
      assertThat(sender.getPersonal()).doesNotContainPattern("\\p{Cntrl}");
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aDomainOfMessageIdsStopsTheStart(String domain, String injection) {
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> EmailAccount.of(TestEmail.settings(Map.of("message-id-domain", domain))));
  }

  private void assertHarmless(ClaimedDelivery delivery, String injection) throws Exception {
    Outcome outcome = send(delivery, Map.of());
    if (!(outcome instanceof Delivered)) {
      assertRefused(outcome, "MESSAGE_REJECTED");
      return;
    }
    assertThat(HeaderValue.hasControlCharacters(injection)).isFalse();
    MimeMessage received = assertOneMail("ivan@example.org");
    assertThat(received.getSubject()).isEqualTo(readable(delivery.subject()));
    BodyPart attachment = ((Multipart) received.getContent()).getBodyPart(1);
    assertThat(attachment.getFileName()).isEqualTo(readable(delivery.attachmentName()));
    String name = new ContentType(attachment.getContentType()).getParameter("name");
    assertThat(MimeUtility.decodeText(MimeUtility.unfold(name)))
        .isEqualTo(readable(delivery.attachmentName()));
  }

  /** UTF-8 has no half of a surrogate pair. */
  private static String readable(String text) {
    return text.replace('\ud800', '?');
  }

  private void assertRefused(Outcome outcome, String code) {
    assertThat(outcome).isInstanceOf(PermanentFailure.class);
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.detail()).doesNotContain("evil");
    assertThat(server.heard()).isEmpty();
  }

  private Outcome send(ClaimedDelivery delivery, Map<String, String> more) {
    EmailSettings settings = TestEmail.settings(with(more));
    try (TestMailer mailer = new TestMailer(settings, Clock.systemUTC())) {
      return mailer.sender().send(delivery, mailer.provider(), new TestJournal());
    }
  }

  private Map<String, String> with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("port", String.valueOf(server.port()));
    all.put("tls", "none");
    return all;
  }

  private MimeMessage assertOneMail(String recipient) throws Exception {
    String heard = server.heard();
    assertThat(heard.replace("\r\n", "")).doesNotContain("\r", "\n");
    List<String> lines = List.of(heard.split("\r\n", -1));
    int data = lines.indexOf("DATA");
    int end = lines.indexOf(".");
    assertThat(lines.subList(1, data))
        .hasSize(2)
        .first(InstanceOfAssertFactories.STRING)
        .matches("MAIL FROM:<[^<> ]+@example.com>( SMTPUTF8)?");
    assertThat(lines.get(data - 1)).isEqualTo("RCPT TO:<" + bytesOf(recipient) + ">");
    assertThat(lines.subList(end + 1, lines.size())).isSubsetOf("QUIT", "");
    assertThat(server.messages()).hasSize(1);
    List<String> message = lines.subList(data + 1, end);
    assertThat(namesOf(message.subList(0, message.indexOf("")))).isEqualTo(HEADERS);
    MimeMessage received =
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(
                server.messages().get(0).getBytes(StandardCharsets.ISO_8859_1)));
    assertThat(received.getAllRecipients()).hasSize(1);
    assertThat(received.getFrom()).hasSize(1);
    assertThat(namesOf(received)).isEqualTo(HEADERS);
    assertParts((Multipart) received.getContent());
    return received;
  }

  /** As the server writes down what it hears. */
  private static String bytesOf(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static void assertParts(Multipart mixed) throws Exception {
    assertThat(mixed.getCount()).isEqualTo(2);
    Multipart texts = (Multipart) mixed.getBodyPart(0).getContent();
    assertThat(texts.getCount()).isEqualTo(2);
    assertThat(namesOf(texts.getBodyPart(0))).isEqualTo(TEXT);
    assertThat(namesOf(texts.getBodyPart(1))).isEqualTo(TEXT);
    assertThat(namesOf(mixed.getBodyPart(1))).isEqualTo(ATTACHMENT);
    assertThat(mixed.getBodyPart(1).getContentType()).startsWith("application/pdf;");
    assertThat(mixed.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(TestEmail.PDF);
  }

  private static List<String> namesOf(List<String> headerLines) {
    return headerLines.stream()
        .filter(line -> !line.startsWith(" ") && !line.startsWith("\t"))
        .map(line -> line.split(":", 2)[0])
        .toList();
  }

  private static List<String> namesOf(Part part) throws Exception {
    return Collections.list(part.getAllHeaders()).stream().map(Header::getName).toList();
  }
}
