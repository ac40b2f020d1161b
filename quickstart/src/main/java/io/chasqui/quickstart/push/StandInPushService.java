package io.chasqui.quickstart.push;

import static io.chasqui.quickstart.web.Html.escape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.chasqui.quickstart.memory.Latest;
import io.chasqui.quickstart.web.Answer;
import io.chasqui.quickstart.web.Call;
import io.chasqui.quickstart.web.Html;
import io.chasqui.quickstart.web.Json;
import io.chasqui.quickstart.web.LocalHttpServer;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Stands in for a push service (RFC 8030) and for the one browser behind it: decrypts what it is
 * given, keeps the latest 500 and shows them. Who sends is not checked: any token is good.
 */
public final class StandInPushService implements AutoCloseable {

  private static final String ENDPOINT = "/send/browser";
  private static final int MOST_MESSAGES = 500;
  private static final long MOST_TEXT_BYTES = 5_000_000;

  /** A push service must take 4 KB (RFC 8030, 7.2), and no more is sent. */
  private static final int MOST_REQUEST_BYTES = 4_096;

  private final Clock clock;
  private final Browser browser = new Browser();
  private final Latest<CaughtPush> messages =
      new Latest<>(MOST_MESSAGES, MOST_TEXT_BYTES, push -> 300L + push.message().length());

  private final LocalHttpServer http;

  private StandInPushService(int port, Clock clock) {
    this.clock = clock;
    this.http = LocalHttpServer.start("push-service", port, this::answer);
  }

  /**
   * Starts it on 127.0.0.1.
   *
   * @param port 0: any free one
   */
  public static StandInPushService start(int port, Clock clock) {
    return new StandInPushService(port, clock);
  }

  /** The page's address; {@code /api/subscription} below it is what the browser would say. */
  public URI uri() {
    return http.uri();
  }

  private Answer answer(Call call) throws IOException {
    if (call.method().equals("POST")) {
      return call.path().equals(ENDPOINT) ? take(call) : Answer.text(410, "Nobody is here.\n");
    }
    if (!call.method().matches("GET|HEAD")) {
      return Answer.notFound();
    }
    return switch (String.join("/", call.segments())) {
      case "" -> Answer.page(page());
      case "api/messages" -> Answer.json(messagesJson());
      case "api/subscription" -> Answer.json(browser.subscription(uri().resolve(ENDPOINT)));
      default -> Answer.notFound();
    };
  }

  private Answer take(Call call) throws IOException {
    try {
      messages.add(
          new CaughtPush(
              call.header("topic").orElse(""),
              call.header("ttl").orElse(""),
              call.header("urgency").orElse(""),
              browser.read(call.body(MOST_REQUEST_BYTES)),
              clock.instant()));
      return Answer.json(201, Map.of());
    } catch (GeneralSecurityException e) {
      return Answer.text(400, "The browser cannot read it: " + e.getMessage() + "\n");
    }
  }

  private ArrayNode messagesJson() {
    ArrayNode list = Json.array();
    messages.newestFirst().forEach(push -> list.add(push.json()));
    return list;
  }

  private String page() {
    StringBuilder html = new StringBuilder("<h1>Stand-in for a push service</h1><div id=\"list\">");
    List<CaughtPush> all = messages.newestFirst();
    if (all.isEmpty()) {
      html.append("<p>No message yet.</p>");
    } else {
      html.append("<div class=\"scroll\"><table><thead><tr><th>Received</th><th>Topic</th>")
          .append("<th>Kept for, s</th><th>Message</th></tr></thead><tbody>\n");
      all.forEach(push -> html.append(row(push)));
      html.append("</tbody></table></div>");
    }
    return Html.page("Stand-in for a push service", html.append("</div>").toString());
  }

  private static String row(CaughtPush push) {
    return "<tr><td class=\"time\">%s</td><td>%s</td><td>%s</td><td class=\"text\">%s</td></tr>%n"
        .formatted(
            Html.time(push.at()), escape(push.topic()), escape(push.ttl()), escape(push.message()));
  }

  @Override
  public void close() {
    http.close();
  }
}
