package io.chasqui.quickstart.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HTML = "<p>Hello</p><script>alert(1)</script>";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Inbox inbox = Inbox.start(0, 0, Clock.systemUTC());

  @AfterEach
  void end() {
    inbox.close();
  }

  @Test
  void servesTheVeryBytesOfTheAttachedReport() throws Exception {
    byte[] pdf = somePdf(300_000);
    send("ana@example.com", "Отчёт <b>1</b>", "отчёт.pdf", pdf);

    JsonNode mail = JSON.readTree(get("/api/mails").body()).get(0);
    assertThat(mail.path("subject").asText()).isEqualTo("Отчёт <b>1</b>");
    assertThat(mail.path("from").asText()).isEqualTo("reports@chasqui.example");
    assertThat(mail.path("recipients").get(0).asText()).isEqualTo("ana@example.com");
    assertThat(mail.path("text").asText()).isEqualTo("Hello, señora");
    assertThat(mail.path("html").asText()).isEqualTo(HTML);
    assertThat(mail.path("headers").findValuesAsText("name")).contains("X-Correlation-Id");

    JsonNode attachment = mail.path("attachments").get(0);
    assertThat(attachment.path("fileName").asText()).isEqualTo("отчёт.pdf");
    assertThat(attachment.path("contentType").asText()).isEqualTo("application/pdf");
    assertThat(attachment.path("size").asInt()).isEqualTo(pdf.length);
    HttpResponse<byte[]> file = get(attachment.path("path").asText());
    assertThat(file.body()).isEqualTo(pdf);
    assertThat(file.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("inline; filename=\"_____.pdf\"");
  }

  @Test
  void showsMailsWithoutTrustingThem() throws Exception {
    send("ana@example.com", "<script>alert(1)</script>", "a\"><i>.pdf", somePdf(10));

    HttpResponse<byte[]> list = get("/");
    assertThat(text(list))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "/mails/1")
        .doesNotContain("<script>alert", "<i>");
    assertThat(list.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .doesNotContain("unsafe");

    assertThat(text(get("/mails/1")))
        .contains("Hello, señora", "<iframe sandbox", "X-Correlation-Id")
        .doesNotContain("<script>alert");

    HttpResponse<byte[]> html = get("/mails/1/html");
    assertThat(text(html)).isEqualTo(HTML);
    assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("sandbox; default-src 'none'");
  }

  @Test
  void keepsTheMessageAsItCame() throws Exception {
    send("ana@example.com", "Report", "a.pdf", somePdf(100));

    assertThat(text(get("/api/mails/1/raw")))
        .contains("\r\nMessage-ID: <7@chasqui.example>\r\n", "\r\nSubject: Report\r\n");
    assertThat(get("/api/mails/2").statusCode()).isEqualTo(404);
    assertThat(get("/api/mails/1/attachments/2").statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(get("/api/mails/1").body()).path("id").asInt()).isEqualTo(1);
    assertThat(JSON.readTree(get("/api/mails?to=nobody@example.com").body())).isEmpty();
  }

  @Test
  void letsAnybodyLogInWithAnyPassword() throws Exception {
    Transport transport = session().getTransport("smtp");
    transport.connect("127.0.0.1", inbox.smtpPort(), "anybody", "any password");
    MimeMessage message = message("bob@example.com", "With a login", "a.pdf", somePdf(1));
    transport.sendMessage(message, message.getAllRecipients());
    transport.close();

    assertThat(JSON.readTree(get("/api/mails").body())).hasSize(1);
  }

  @Test
  void keepsOneCopyOfAMailToTwoRecipients() throws Exception {
    MimeMessage message = message("ana@example.com", "Two", "a.pdf", somePdf(1));
    message.addRecipient(Message.RecipientType.CC, new InternetAddress("bob@example.com"));
    Transport.send(message);

    JsonNode mails = JSON.readTree(get("/api/mails").body());
    assertThat(mails).hasSize(1);
    assertThat(mails.get(0).path("recipients"))
        .extracting(JsonNode::asText)
        .containsExactly("ana@example.com", "bob@example.com");
  }

  @Test
  void refusesTheTwoDomainsThatShowAFailure() {
    assertThatExceptionOfType(SendFailedException.class)
        .isThrownBy(() -> send("x@reject.invalid", "Report", "a.pdf", somePdf(1)))
        .havingRootCause()
        .withMessageContaining("550 5.1.1");
    assertThatExceptionOfType(SendFailedException.class)
        .isThrownBy(() -> send("x@defer.invalid", "Report", "a.pdf", somePdf(1)))
        .havingRootCause()
        .withMessageContaining("451 4.7.1");
  }

  @Test
  void showsAMailThatIsNoProperMime() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", inbox.smtpPort())) {
      String dialogue =
          "HELO x\r\n"
              + "MAIL FROM:<a@b.example>\r\n"
              + "RCPT TO:<c@d.example>\r\n"
              + "DATA\r\n"
              + "Content-Type: multipart/mixed; boundary=\"never\"\r\n"
              + "Subject: broken\r\n\r\n"
              + "body\r\n"
              + ".\r\n"
              + "QUIT\r\n";
      socket.getOutputStream().write(dialogue.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }

    assertThat(get("/").statusCode()).isEqualTo(200);
    assertThat(get("/mails/1").statusCode()).isEqualTo(200);
    assertThat(text(get("/api/mails/1/raw"))).contains("body");
  }

  @Test
  void answersOnlyCallsMadeForThisMachine() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", inbox.uri().getPort())) {
      String request =
          "GET /api/mails HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void listensOnLoopbackOnly() {
    assertThat(inbox.uri().getHost()).isEqualTo("127.0.0.1");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> {
              try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.2", inbox.smtpPort()), 500);
              }
            });
  }

  private void send(String to, String subject, String fileName, byte[] pdf) throws Exception {
    Transport.send(message(to, subject, fileName, pdf));
  }

  private Session session() {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(inbox.smtpPort()));
    return Session.getInstance(properties);
  }

  private MimeMessage message(String to, String subject, String fileName, byte[] pdf)
      throws MessagingException {
    MimeMessage message =
        new MimeMessage(session()) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<7@chasqui.example>");
          }
        };
    message.setFrom("reports@chasqui.example");
    message.setRecipients(Message.RecipientType.TO, to);
    message.setSubject(subject, "UTF-8");
    message.setHeader("X-Correlation-Id", "report-1");
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Hello, señora", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(HTML, "UTF-8", "html");
    MimeBodyPart body = new MimeBodyPart();
    body.setContent(new MimeMultipart("alternative", text, html));
    MimeBodyPart file = new MimeBodyPart();
    file.setDataHandler(new DataHandler(new ByteArrayDataSource(pdf, "application/pdf")));
    ParameterList parameters = new ParameterList();
    parameters.set("filename", fileName, "UTF-8");
    file.setDisposition(new ContentDisposition("attachment", parameters).toString());
    message.setContent(new MimeMultipart(body, file));
    return message;
  }

  /** Binary, with lines that begin with a dot, which SMTP doubles on the way. */
  private static byte[] somePdf(int size) {
    byte[] pdf = new byte[size];
    new Random(1).nextBytes(pdf);
    byte[] start = "%PDF-1.4\r\n.\r\n..\r\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(start, 0, pdf, 0, Math.min(size, start.length));
    return pdf;
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(inbox.uri() + path)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
