package io.chasqui.quickstart.sms;

import static io.chasqui.quickstart.web.Html.escape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.memory.Latest;
import io.chasqui.quickstart.web.Answer;
import io.chasqui.quickstart.web.Call;
import io.chasqui.quickstart.web.Html;
import io.chasqui.quickstart.web.Json;
import io.chasqui.quickstart.web.LocalHttpServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * Stands in for a gateway of the kind {@code probe}: takes every message of whoever has its token,
 * keeps the latest 500 and shows them.
 */
public final class StandInSmsGateway implements AutoCloseable {

  private static final int MOST_MESSAGES = 500;
  private static final long MOST_TEXT_BYTES = 5_000_000;
  private static final int MOST_REQUEST_BYTES = 64 * 1024;

  private final String token;
  private final Clock clock;
  private final Latest<CaughtSms> messages =
      new Latest<>(MOST_MESSAGES, MOST_TEXT_BYTES, message -> 200L + message.text().length());

  private final LocalHttpServer http;

  private StandInSmsGateway(int port, String token, Clock clock) {
    this.token = token;
    this.clock = clock;
    this.http = LocalHttpServer.start("sms-gateway", port, this::answer);
  }

  /**
   * Starts it on 127.0.0.1.
   *
   * @param port 0: any free one
   * @param token that senders have to show
   */
  public static StandInSmsGateway start(int port, String token, Clock clock) {
    return new StandInSmsGateway(port, token, clock);
  }

  /** The gateway's base address, and the page's. */
  public URI uri() {
    return http.uri();
  }

  private Answer answer(Call call) throws IOException {
    List<String> path = call.segments();
    if (call.method().equals("POST") && path.size() == 2 && path.get(0).equals("send")) {
      return take(call);
    }
    if (!call.method().matches("GET|HEAD")) {
      return Answer.notFound();
    }
    return switch (String.join("/", path)) {
      case "" -> Answer.page(page());
      case "api/messages" -> Answer.json(messagesJson());
      default -> Answer.notFound();
    };
  }

  private Answer take(Call call) throws IOException {
    if (!call.header("Authorization").orElse("").equals("Bearer " + token)) {
      return Answer.json(401, Json.object().put("message", "another token"));
    }
    ObjectNode message = Json.readObject(call.body(MOST_REQUEST_BYTES));
    messages.add(
        new CaughtSms(
            message.path("id").asLong(),
            "+" + message.path("phone").asText(),
            message.path("text").asText(),
            clock.instant()));
    return Answer.json(Json.object().put("code", 0).put("message", "OK"));
  }

  private ArrayNode messagesJson() {
    ArrayNode list = Json.array();
    messages.newestFirst().forEach(message -> list.add(message.json()));
    return list;
  }

  private String page() {
    StringBuilder html = new StringBuilder("<h1>Stand-in for an SMS gateway</h1><div id=\"list\">");
    List<CaughtSms> all = messages.newestFirst();
    if (all.isEmpty()) {
      html.append("<p>No message yet.</p>");
    } else {
      html.append("<div class=\"scroll\"><table><thead><tr><th>Received</th><th>Phone</th>")
          .append("<th>Text</th></tr></thead><tbody>\n");
      all.forEach(message -> html.append(row(message)));
      html.append("</tbody></table></div>");
    }
    return Html.page("Stand-in for an SMS gateway", html.append("</div>").toString());
  }

  private static String row(CaughtSms message) {
    return "<tr><td class=\"time\">%s</td><td>%s</td><td class=\"text\">%s</td></tr>%n"
        .formatted(Html.time(message.at()), escape(message.phone()), escape(message.text()));
  }

  @Override
  public void close() {
    http.close();
  }
}
