package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.email.smtp.TestMailer;
import io.chasqui.testing.TestJournal;
import io.chasqui.worker.ChannelAdapter;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** The message as a mail server receives it. */
class EmailMessageIT {

  private final GreenMail mail = TestGreenMail.smtp();
  private final EmailSettings settings =
      TestEmail.settings(Map.of("port", String.valueOf(mail.getSmtp().getPort()), "tls", "none"));
  private final TestMailer mailer = new TestMailer(settings, Clock.systemUTC());

  @BeforeEach
  void acceptEveryone() {
    mail.getUserManager().setAuthRequired(false);
  }

  @AfterEach
  void stop() {
    mailer.close();
    mail.stop();
  }

  @Test
  void carriesThePdfByteByByte() throws Exception {
    BodyPart attachment = attachment(send(TestEmail.delivery()));
    assertThat(attachment.getContentType()).startsWith("application/pdf");
    assertThat(attachment.getInputStream().readAllBytes()).isEqualTo(TestEmail.PDF);
  }

  @Test
  void carriesOneReportToMany() throws Exception {
    ChannelAdapter sender = mailer.sender();
    for (int i = 0; i < 3; i++) {
      assertThat(sender.send(TestEmail.delivery(), mailer.provider(), new TestJournal()))
          .isInstanceOf(Delivered.class);
    }
    assertThat(mail.getReceivedMessages())
        .hasSize(3)
        .allSatisfy(
            received ->
                assertThat(attachment(received).getInputStream().readAllBytes())
                    .isEqualTo(TestEmail.PDF));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Добрый день, вот ваш отчёт", "Grüße, here is your report", "plain"})
  void needsNothingThatAServerMayNotOffer(String words) {
    String message = words.repeat(100) + "\r\n" + words + "\u0000";
    MimeMessage received = send(TestEmail.delivery("ivan@example.org", words, message, "r.pdf"));
    assertThat(GreenMailUtil.getWholeMessage(received).lines())
        .allMatch(line -> line.length() <= 998 && line.chars().allMatch(c -> c > 0 && c < 0x7f));
  }

  @Test
  void saysWhoItIsFromAndWhatItIs() throws Exception {
    ClaimedDelivery delivery = TestEmail.delivery();
    MimeMessage received = send(delivery);
    assertThat(received.getMessageID()).isEqualTo("<" + delivery.id() + "@example.com>");
    assertThat(received.getHeader("X-Correlation-Id")).containsExactly("report-1");
    assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(received.getHeader("Date")).hasSize(1);
    InternetAddress from = (InternetAddress) received.getFrom()[0];
    assertThat(from.getAddress()).isEqualTo("reports@example.com");
    assertThat(from.getPersonal()).isEqualTo("Berichte");
    assertThat(received.getAllRecipients()).hasSize(1);
    assertThat(received.getAllRecipients()[0]).hasToString("ivan@example.org");
    assertThat(received.getHeader("Return-Path")).containsExactly("<reports@example.com>");
  }

  @Test
  void namesSubjectAndAttachmentInAnyLanguage() throws Exception {
    String name = "Отчёт «за сентябрь» \"v2\" 報告書.pdf";
    MimeMessage received = send(TestEmail.delivery("ivan@example.org", "Ваш отчёт ✓", "", name));
    assertThat(received.getSubject()).isEqualTo("Ваш отчёт ✓");
    BodyPart attachment = attachment(received);
    assertThat(attachment.getHeader("Content-Disposition")[0])
        .startsWith("attachment;")
        .containsPattern("filename\\*(0\\*)?=UTF-8''");
    String contentType = attachment.getHeader("Content-Type")[0];
    assertThat(contentType).contains("name=\"=?UTF-8?B?");
    String words = contentType.substring(contentType.indexOf('"') + 1, contentType.length() - 1);
    assertThat(MimeUtility.decodeText(MimeUtility.unfold(words))).isEqualTo(name);
    assertThat(attachment.getFileName()).isEqualTo(name);
  }

  /** Bare, each is a token by RFC 2045; parsers that know fewer characters cut it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "report.pdf",
        "it's.pdf",
        "50%.pdf",
        "a*b.pdf",
        "a&b.pdf",
        "{a}.pdf",
        "`a`.pdf",
        "~a^b|c.pdf",
        "#1!$+-_.pdf",
        "UTF-8''a.pdf",
        "a\\b.pdf",
        "a b.pdf"
      })
  void quotesEveryAsciiAttachmentName(String name) throws Exception {
    BodyPart attachment = attachment(send(TestEmail.delivery("a@example.org", "s", "m", name)));
    String quoted = "name=\"" + name.replace("\\", "\\\\") + "\"";
    assertThat(attachment.getHeader("Content-Type")[0]).endsWith(" " + quoted);
    assertThat(attachment.getHeader("Content-Disposition")[0]).endsWith(" file" + quoted);
    assertThat(attachment.getFileName()).isEqualTo(name);
  }

  @Test
  void quotesAnAsciiAttachmentName() throws Exception {
    String name = "a \"quoted\"; name.pdf";
    BodyPart attachment = attachment(send(TestEmail.delivery("a@example.org", "s", "m", name)));
    assertThat(attachment.getFileName()).isEqualTo(name);
    assertThat(attachment.getHeader("Content-Type")[0])
        .endsWith("name=\"a \\\"quoted\\\"; name.pdf\"");
  }

  /** Some clients decode each section, or each word, by itself. */
  @ParameterizedTest
  @ValueSource(strings = {"報", "😀", "é", "a報😀"})
  void everySectionAndEveryWordHasWholeCharacters(String character) throws Exception {
    String text = character.repeat(60);
    MimeMessage received = send(TestEmail.delivery("a@example.org", text, "m", text + ".pdf"));
    String disposition = attachment(received).getHeader("Content-Disposition")[0];
    StringBuilder name = new StringBuilder();
    for (String section : disposition.replace("UTF-8''", "").split(";\\s+filename\\*\\d+\\*=")) {
      name.append(decodedStrictly(section));
    }
    assertThat(name).hasToString("attachment" + text + ".pdf");
    for (String word : received.getHeader("Subject")[0].split("\\s+")) {
      assertThat(MimeUtility.decodeWord(word)).doesNotContain("\uFFFD");
      assertThat(word).hasSizeLessThanOrEqualTo(75);
    }
    assertThat(received.getSubject()).isEqualTo(text);
  }

  /** What is no UTF-8 is an error. */
  private static String decodedStrictly(String escaped) throws Exception {
    byte[] bytes =
        URLDecoder.decode(escaped, StandardCharsets.ISO_8859_1)
            .getBytes(StandardCharsets.ISO_8859_1);
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  @Test
  void keepsLinesShortWithTheLongestAttachmentName() throws Exception {
    String name = "報".repeat(251) + ".pdf";
    BodyPart attachment = attachment(send(TestEmail.delivery("a@example.org", "s", "m", name)));
    assertThat(attachment.getFileName()).isEqualTo(name);
    for (String header : List.of("Content-Type", "Content-Disposition")) {
      assertThat(attachment.getHeader(header)[0].lines()).allMatch(line -> line.length() < 100);
    }
  }

  @Test
  void isTextAndEscapedHtml() throws Exception {
    String message = "Hi <b>Iván</b> & co,\n{{subject}}\nБай $1 \\";
    MimeMessage received =
        send(TestEmail.delivery("ivan@example.org", "<script>x</script>", message, "r.pdf"));
    Multipart alternatives =
        (Multipart) ((Multipart) received.getContent()).getBodyPart(0).getContent();
    assertThat(alternatives.getContentType()).startsWith("multipart/alternative");
    assertThat(alternatives.getCount()).isEqualTo(2);
    assertThat(alternatives.getBodyPart(0).getContentType()).startsWith("text/plain");
    assertThat(alternatives.getBodyPart(0).getContent()).isEqualTo(message.replace("\n", "\r\n"));
    assertThat(alternatives.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat((String) alternatives.getBodyPart(1).getContent())
        .contains("&lt;script&gt;x&lt;/script&gt;")
        .contains("Hi &lt;b&gt;Iván&lt;/b&gt; &amp; co,<br>\r\n{{subject}}<br>\r\nБай $1 \\")
        .doesNotContain("<script>");
  }

  @Test
  void neverHasAnEmptySubjectOrText() throws Exception {
    MimeMessage received = send(TestEmail.delivery("ivan@example.org", "", "", "r.pdf"));
    assertThat(received.getSubject()).isEqualTo("Report report-1");
    Multipart alternatives =
        (Multipart) ((Multipart) received.getContent()).getBodyPart(0).getContent();
    assertThat((String) alternatives.getBodyPart(0).getContent())
        .isEqualTo("Please find the report report-1 attached.");
  }

  @Test
  void keepsDotsAndLongLines() throws Exception {
    String message = ".\r\n..leading\r\n" + "x".repeat(3000) + "\r\nend";
    MimeMessage received = send(TestEmail.delivery("ivan@example.org", "s", message, "r.pdf"));
    Multipart alternatives =
        (Multipart) ((Multipart) received.getContent()).getBodyPart(0).getContent();
    assertThat(alternatives.getBodyPart(0).getContent()).isEqualTo(message);
  }

  @Test
  void sendsToAnInternationalDomain() throws Exception {
    MimeMessage received = send(TestEmail.delivery("ivan@пример.рф", "s", "m", "r.pdf"));
    assertThat(received.getAllRecipients()[0]).hasToString("ivan@xn--e1afmkfd.xn--p1ai");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s\r\nBcc: evil@example.net",
        "s\nBcc: evil@example.net",
        "s\rBcc: evil@example.net",
        "s\u0000",
        "s\u2028Bcc: evil@example.net"
      })
  void refusesASubjectOrAttachmentNameThatWouldBecomeAHeader(String injected) {
    assertThat(sender(TestEmail.delivery("ivan@example.org", injected, "m", "r.pdf")).code())
        .isEqualTo("MESSAGE_REJECTED");
    assertThat(sender(TestEmail.delivery("ivan@example.org", "s", "m", injected)).code())
        .isEqualTo("MESSAGE_REJECTED");
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ivan@example.org\r\nBcc: evil@example.net",
        "ivan@example.org, evil@example.net",
        "\"ivan\r\nBcc: evil@example.net\"@example.org",
        "Ivan <ivan@example.org>",
        "<ivan@example.org>",
        "ivan@example.org> RCPT TO:<evil@example.net",
        "group:ivan@example.org;",
        "ivan@",
        "@example.org",
        "ivan",
        "",
        "ivan@exa mple.org",
        "\"ivan ivanov\"@example.org",
        "ivan@[192.0.2.1]",
        "ivan@ex\u200Dample.org"
      })
  void refusesARecipientThatIsNotOneAddress(String recipient) {
    Outcome outcome = sender(TestEmail.delivery(recipient, "s", "m", "r.pdf"));
    assertThat(outcome).isInstanceOf(PermanentFailure.class);
    assertThat(outcome.code()).isEqualTo("RECIPIENT_REJECTED");
    assertThat(outcome.detail()).doesNotContain("example.org");
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  /** The second would be a line break in an encoding of one byte for each character. */
  @ParameterizedTest
  @ValueSource(strings = {"иван@example.org", "ivan\u760d\u760aBcc@example.org"})
  void sendsToAnAddressInOtherLettersToAServerThatTakesIt(String recipient) throws Exception {
    MimeMessage received = send(TestEmail.delivery(recipient, "s", "m", "r.pdf"));

    assertThat(received.getHeader("To")).containsExactly(recipient);
    assertThat(received.getHeader("Bcc")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "ana@faß.de, ana@xn--fa-hia.de",
    "ana@βόλος.com, ana@xn--nxasmm1c.com",
    "ana@نامه\u200Cای.com, ana@xn--mgba3gch31f060k.com"
  })
  void goesToTheDomainThatWasNamedAndToNoOther(String recipient, String wire) throws Exception {
    MimeMessage received = send(TestEmail.delivery(recipient, "s", "m", "r.pdf"));
    assertThat(received.getAllRecipients()).extracting(Object::toString).containsExactly(wire);
  }

  @Test
  void sendsTextAloneWhenThereIsNoReport() throws Exception {
    MimeMessage received =
        send(TestEmail.delivery("ivan@example.org", "Привет", "Line 1\n.Line 2 & more", null));

    assertThat(received.getSubject()).isEqualTo("Привет");
    assertThat(received.getContentType()).startsWith("multipart/alternative");
    Multipart texts = (Multipart) received.getContent();
    assertThat(texts.getCount()).isEqualTo(2);
    assertThat(texts.getBodyPart(0).getContent()).isEqualTo("Line 1\r\n.Line 2 & more");
    assertThat(texts.getBodyPart(1).getContent().toString()).contains("Line 2 &amp; more");
  }

  @Test
  void refusesAReportThatIsTooLarge() {
    Outcome outcome =
        mailer
            .sender(DataSize.ofBytes(99_999))
            .send(TestEmail.delivery(), mailer.provider(), new TestJournal());
    assertThat(outcome).isInstanceOf(PermanentFailure.class);
    assertThat(outcome.code()).isEqualTo("REPORT_TOO_LARGE");
  }

  private Outcome sender(ClaimedDelivery delivery) {
    return mailer.sender().send(delivery, mailer.provider(), new TestJournal());
  }

  private MimeMessage send(ClaimedDelivery delivery) {
    assertThat(sender(delivery)).isInstanceOf(Delivered.class);
    MimeMessage[] received = mail.getReceivedMessages();
    assertThat(received).hasSize(1);
    return received[0];
  }

  private static BodyPart attachment(MimeMessage received) throws Exception {
    return ((Multipart) received.getContent()).getBodyPart(1);
  }
}
