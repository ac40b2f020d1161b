package io.chasqui.quickstart.inbox;

import static io.chasqui.quickstart.web.Html.escape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.inbox.ReadMail.Attachment;
import io.chasqui.quickstart.memory.Latest;
import io.chasqui.quickstart.web.Answer;
import io.chasqui.quickstart.web.Call;
import io.chasqui.quickstart.web.Html;
import io.chasqui.quickstart.web.Json;
import io.chasqui.quickstart.web.LocalHttpServer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The inbox as pages and as JSON. */
final class InboxPages implements LocalHttpServer.Handler {

  private final Latest<CaughtMail> mails;
  private final int smtpPort;

  InboxPages(Latest<CaughtMail> mails, int smtpPort) {
    this.mails = mails;
    this.smtpPort = smtpPort;
  }

  @Override
  public Answer handle(Call call) {
    if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
      return Answer.text(405, "Mails come in by SMTP only.").with("Allow", "GET, HEAD");
    }
    List<String> path = call.segments();
    if (path.isEmpty()) {
      return Answer.page(listPage());
    }
    if (path.get(0).equals("mails") && path.size() > 1) {
      return mail(path.get(1), mail -> mailPages(mail, path.subList(2, path.size())));
    }
    if (path.size() > 1 && path.get(0).equals("api") && path.get(1).equals("mails")) {
      return path.size() == 2
          ? Answer.json(listJson(call))
          : mail(path.get(2), mail -> mailApi(mail, path.subList(3, path.size())));
    }
    return Answer.notFound();
  }

  private Answer mail(String id, Function<CaughtMail, Answer> answer) {
    return mails.newestFirst().stream()
        .filter(mail -> Long.toString(mail.id()).equals(id))
        .findFirst()
        .map(answer)
        .orElseGet(Answer::notFound);
  }

  private static Answer mailPages(CaughtMail mail, List<String> rest) {
    if (rest.isEmpty()) {
      return Answer.page(mailPage(mail));
    }
    if (rest.equals(List.of("html"))) {
      return Optional.ofNullable(mail.content().html())
          .map(Answer::foreignPage)
          .orElseGet(Answer::notFound);
    }
    return Answer.notFound();
  }

  private static Answer mailApi(CaughtMail mail, List<String> rest) {
    if (rest.isEmpty()) {
      return Answer.json(detail(mail));
    }
    if (rest.equals(List.of("raw"))) {
      return Answer.of(200, "text/plain", mail.raw());
    }
    if (rest.size() == 2 && rest.get(0).equals("attachments")) {
      return mail.content().attachments().stream()
          .filter(attachment -> Integer.toString(attachment.number()).equals(rest.get(1)))
          .findFirst()
          .map(file -> file(mail, file))
          .orElseGet(Answer::notFound);
    }
    return Answer.notFound();
  }

  private static Answer file(CaughtMail mail, Attachment file) {
    byte[] content = MailReader.attachment(mail.raw(), file.number());
    return Answer.file(content, file.contentType(), file.fileName());
  }

  private ArrayNode listJson(Call call) {
    String recipient = call.query().getOrDefault("to", "");
    ArrayNode list = Json.array();
    mails.newestFirst().stream()
        .filter(mail -> recipient.isEmpty() || mail.recipients().contains(recipient))
        .forEach(mail -> list.add(detail(mail)));
    return list;
  }

  private static ObjectNode detail(CaughtMail mail) {
    ReadMail content = mail.content();
    ObjectNode json =
        Json.object()
            .put("id", mail.id())
            .put("receivedAt", mail.receivedAt().toString())
            .put("envelopeFrom", mail.sender())
            .put("from", content.from())
            .put("to", content.to())
            .put("subject", content.subject())
            .put("text", content.text())
            .put("html", content.html())
            .put("size", mail.raw().length);
    ArrayNode recipients = json.putArray("recipients");
    mail.recipients().forEach(recipients::add);
    ArrayNode headers = json.putArray("headers");
    content
        .headers()
        .forEach(
            header -> headers.addObject().put("name", header.name()).put("value", header.value()));
    ArrayNode attachments = json.putArray("attachments");
    for (Attachment attachment : content.attachments()) {
      attachments
          .addObject()
          .put("number", attachment.number())
          .put("fileName", attachment.fileName())
          .put("contentType", attachment.contentType())
          .put("size", attachment.size())
          .put("path", path(mail, attachment));
    }
    return json;
  }

  private static String path(CaughtMail mail, Attachment attachment) {
    return "/api/mails/" + mail.id() + "/attachments/" + attachment.number();
  }

  private String listPage() {
    List<CaughtMail> all = mails.newestFirst();
    StringBuilder rows = new StringBuilder();
    for (CaughtMail mail : all) {
      ReadMail content = mail.content();
      rows.append(
          """
          <tr><td class="time">%s</td><td>%s</td><td>%s</td><td><a href="/mails/%s">%s</a></td><td>%s</td></tr>
          """
              .formatted(
                  Html.time(mail.receivedAt()),
                  escape(content.from()),
                  escape(String.join(", ", mail.recipients())),
                  mail.id(),
                  escape(content.subject().isBlank() ? "(no subject)" : content.subject()),
                  attachmentLinks(mail)));
    }
    String list =
        all.isEmpty()
            ? "<p>No mail yet.</p>"
            : """
            <div class="scroll"><table>
            <thead><tr><th>Received</th><th>From</th><th>To</th><th>Subject</th><th>Files</th></tr></thead>
            <tbody>
            %s</tbody></table></div>
            """
                .formatted(rows);
    return Html.page(
        "Inbox",
        """
        <h1>Inbox</h1>
        <p class="quiet">Every mail sent to 127.0.0.1:%s ends here and goes no further. The latest 500 are kept
        while the quickstart runs; as JSON: <a href="/api/mails">/api/mails</a>.<br>
        To see a failure, write to anybody@reject.invalid (refused for good) or anybody@defer.invalid (refused for
        now).</p>
        <div id="list">%s</div>
        """
            .formatted(smtpPort, list));
  }

  private static String attachmentLinks(CaughtMail mail) {
    StringBuilder links = new StringBuilder();
    for (Attachment attachment : mail.content().attachments()) {
      links.append(
          "<div><a href=\"%s\">%s</a> <span class=\"quiet\">%s</span></div>"
              .formatted(
                  path(mail, attachment),
                  escape(attachment.fileName()),
                  Html.size(attachment.size())));
    }
    return links.toString();
  }

  private static String mailPage(CaughtMail mail) {
    ReadMail content = mail.content();
    StringBuilder headers = new StringBuilder();
    content
        .headers()
        .forEach(
            header ->
                headers.append(
                    "<tr><th>%s</th><td>%s</td></tr>%n"
                        .formatted(escape(header.name()), escape(header.value()))));
    String text = content.text();
    String html = content.html();
    String files = attachmentLinks(mail);
    return Html.page(
        content.subject(),
        """
        <p><a href="/">All mails</a></p>
        <h1>%s</h1>
        <p class="quiet">%s, from %s to %s, %s. <a href="/api/mails/%s/raw">As it came</a></p>
        %s%s%s
        <h2>Headers</h2>
        <div class="scroll"><table><tbody>
        %s</tbody></table></div>
        """
            .formatted(
                escape(content.subject()),
                Html.time(mail.receivedAt()),
                escape(mail.sender()),
                escape(String.join(", ", mail.recipients())),
                Html.size(mail.raw().length),
                mail.id(),
                files.isEmpty() ? "" : "<h2>Files</h2>\n" + files,
                text == null ? "" : "<h2>Text</h2>\n<pre>" + escape(text) + "</pre>",
                html == null ? "" : htmlFrame(mail),
                headers));
  }

  private static String htmlFrame(CaughtMail mail) {
    return "<h2>HTML</h2>\n<iframe sandbox title=\"The mail's HTML\" src=\"/mails/%s/html\"></iframe>"
        .formatted(mail.id());
  }
}
