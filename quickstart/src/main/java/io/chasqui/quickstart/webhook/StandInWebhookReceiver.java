package io.chasqui.quickstart.webhook;

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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/**
 * Stands in for receivers of webhooks: takes whatever is posted to any path, keeps the latest 500
 * and shows them. It knows no secret, so signatures are shown and not checked.
 */
public final class StandInWebhookReceiver implements AutoCloseable {

  private static final int MOST_WEBHOOKS = 500;
  private static final long MOST_TEXT_BYTES = 5_000_000;
  private static final int MOST_REQUEST_BYTES = 512 * 1024;

  private final Clock clock;
  private final Latest<CaughtWebhook> webhooks =
      new Latest<>(MOST_WEBHOOKS, MOST_TEXT_BYTES, webhook -> 500L + webhook.body().length());

  private final LocalHttpServer http;

  private StandInWebhookReceiver(int port, Clock clock) {
    this.clock = clock;
    this.http = LocalHttpServer.start("webhook-receiver", port, this::answer);
  }

  /**
   * Starts it on 127.0.0.1.
   *
   * @param port 0: any free one
   */
  public static StandInWebhookReceiver start(int port, Clock clock) {
    return new StandInWebhookReceiver(port, clock);
  }

  /** The page's address; any path below it receives. */
  public URI uri() {
    return http.uri();
  }

  private Answer answer(Call call) throws IOException {
    if (call.method().equals("POST")) {
      return take(call);
    }
    if (!call.method().matches("GET|HEAD")) {
      return Answer.notFound();
    }
    return switch (String.join("/", call.segments())) {
      case "" -> Answer.page(page());
      case "api/webhooks" -> Answer.json(webhooksJson());
      default -> Answer.notFound();
    };
  }

  private Answer take(Call call) throws IOException {
    webhooks.add(
        new CaughtWebhook(
            call.path(),
            call.header("webhook-id").orElse(""),
            call.header("webhook-timestamp").orElse(""),
            call.header("webhook-signature").orElse(""),
            new String(call.body(MOST_REQUEST_BYTES), StandardCharsets.UTF_8),
            clock.instant()));
    return Answer.json(Json.object().put("received", true));
  }

  private ArrayNode webhooksJson() {
    ArrayNode list = Json.array();
    webhooks.newestFirst().forEach(webhook -> list.add(webhook.json()));
    return list;
  }

  private String page() {
    StringBuilder html =
        new StringBuilder("<h1>Stand-in for receivers of webhooks</h1><div id=\"list\">");
    List<CaughtWebhook> all = webhooks.newestFirst();
    if (all.isEmpty()) {
      html.append("<p>No webhook yet.</p>");
    } else {
      html.append("<div class=\"scroll\"><table><thead><tr><th>Received</th><th>Path</th>")
          .append("<th>Id</th><th>Body</th></tr></thead><tbody>\n");
      all.forEach(webhook -> html.append(row(webhook)));
      html.append("</tbody></table></div>");
    }
    return Html.page("Stand-in for receivers of webhooks", html.append("</div>").toString());
  }

  private static String row(CaughtWebhook webhook) {
    return "<tr><td class=\"time\">%s</td><td>%s</td><td>%s</td><td class=\"text\">%s</td></tr>%n"
        .formatted(
            Html.time(webhook.at()),
            escape(webhook.path()),
            escape(webhook.id()),
            escape(webhook.body()));
  }

  @Override
  public void close() {
    http.close();
  }
}
