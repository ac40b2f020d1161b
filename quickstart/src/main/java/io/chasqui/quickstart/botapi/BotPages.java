package io.chasqui.quickstart.botapi;

import static io.chasqui.quickstart.web.Html.escape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.chasqui.quickstart.botapi.KeptFiles.KeptFile;
import io.chasqui.quickstart.memory.Latest;
import io.chasqui.quickstart.web.Answer;
import io.chasqui.quickstart.web.Call;
import io.chasqui.quickstart.web.Html;
import io.chasqui.quickstart.web.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the stand-in received, as a page and as JSON, and the forms that play people and faults. */
final class BotPages {

  private static final int SHOWN_CALLS = 20;

  private final Bot bot;
  private final Latest<BotMessage> messages;
  private final Latest<BotCall> calls;
  private final KeptFiles files;
  private final Script script;
  private final People people;

  BotPages(
      Bot bot,
      Latest<BotMessage> messages,
      Latest<BotCall> calls,
      KeptFiles files,
      Script script,
      People people) {
    this.bot = bot;
    this.messages = messages;
    this.calls = calls;
    this.files = files;
    this.script = script;
    this.people = people;
  }

  Answer answer(Call call) throws IOException {
    List<String> path = call.segments();
    boolean reads = call.method().matches("GET|HEAD");
    if (path.isEmpty()) {
      return reads ? Answer.page(page()) : Answer.notFound();
    }
    if (path.size() < 2 || !path.get(0).equals("api")) {
      return Answer.notFound();
    }
    return switch (path.get(1) + (reads ? "" : " " + call.method())) {
      case "messages" -> Answer.json(messagesJson(call));
      case "calls" -> Answer.json(callsJson());
      case "files" -> path.size() == 3 ? file(path.get(2)) : Answer.notFound();
      case "script" -> Answer.json(script.json());
      case "script POST" -> addToScript(call);
      case "script DELETE" -> clearScript();
      case "people POST" -> path.size() == 3 ? person(path.get(2), call) : Answer.notFound();
      default -> Answer.notFound();
    };
  }

  private Answer file(String fileId) {
    return files
        .find(fileId)
        .map(file -> Answer.file(files.bytes(file), file.contentType(), file.fileName()))
        .orElseGet(Answer::notFound);
  }

  private Answer addToScript(Call call) throws IOException {
    script.add(call.form());
    return call.isBrowserForm() ? Answer.seeOther("/") : Answer.json(script.json());
  }

  private Answer clearScript() {
    script.clear();
    return Answer.json(script.json());
  }

  private Answer person(String what, Call call) throws IOException {
    long updateId = people.act(bot, what, call.form());
    return call.isBrowserForm() ? Answer.seeOther("/") : Answer.json(Map.of("updateId", updateId));
  }

  private ArrayNode messagesJson(Call call) {
    String chatId = call.query().getOrDefault("chatId", "");
    ArrayNode list = Json.array();
    messages.newestFirst().stream()
        .filter(message -> chatId.isEmpty() || message.chatId().equals(chatId))
        .forEach(message -> list.add(message.forReaders()));
    return list;
  }

  private ArrayNode callsJson() {
    ArrayNode list = Json.array();
    calls.newestFirst().forEach(call -> list.add(call.json()));
    return list;
  }

  private String page() {
    return Html.page("Stand-in for Telegram", FORMS + "<div id=\"list\">" + lists() + "</div>");
  }

  private String lists() {
    StringBuilder html = new StringBuilder("<h2>Messages</h2>\n");
    List<BotMessage> all = messages.newestFirst();
    if (all.isEmpty()) {
      html.append("<p>No message yet.</p>\n");
    } else {
      html.append(
          "<div class=\"scroll\"><table><thead><tr><th>Received</th><th>Chat</th><th>Text</th>"
              + "<th>Document</th></tr></thead><tbody>\n");
      all.forEach(message -> html.append(row(message)));
      html.append("</tbody></table></div>\n");
    }
    ArrayNode faults = script.json();
    if (!faults.isEmpty()) {
      html.append("<h2>Failures to come</h2>\n<pre>");
      faults.forEach(fault -> html.append(escape(fault.toString())).append('\n'));
      html.append("</pre>\n");
    }
    html.append("<h2>Latest calls</h2>\n<div class=\"scroll\"><table><tbody>\n");
    calls.newestFirst().stream().limit(SHOWN_CALLS).forEach(call -> html.append(row(call)));
    return html.append("</tbody></table></div>\n").toString();
  }

  private static String row(BotMessage message) {
    KeptFile file = message.file();
    String document =
        file == null
            ? ""
            : "<a href=\"/api/files/%s\">%s</a> <span class=\"quiet\">%s, %s</span>"
                .formatted(
                    escape(file.fileId()),
                    escape(file.fileName()),
                    Html.size(file.size()),
                    message.uploaded() ? "uploaded" : "by its file_id");
    return "<tr><td class=\"time\">%s</td><td>%s</td><td class=\"text\">%s</td><td>%s</td></tr>%n"
        .formatted(
            Html.time(message.at()), escape(message.chatId()), escape(message.text()), document);
  }

  private static String row(BotCall call) {
    return "<tr><td class=\"time\">%s</td><td>%s</td><td>%s</td><td>%s %s</td></tr>%n"
        .formatted(
            Html.time(call.at()),
            escape(call.method()),
            escape(call.chatId()),
            call.status() == 0 ? "no answer:" : Integer.toString(call.status()),
            escape(call.description()));
  }

  private static final String FORMS =
      """
      <h1>Stand-in for Telegram</h1>
      <p class="quiet">Answers as the Bot API does; nothing leaves this machine. Chats whose number begins with 404
      are not found, those with 403 have blocked the bot, all others exist. As JSON:
      <a href="/api/messages">/api/messages</a>, <a href="/api/calls">/api/calls</a>.</p>

      <h2>Play a person</h2>
      <form method="post" action="/api/people/start">
        <label>Chat <input name="chatId" value="1001" size="8" required pattern="[1-9][0-9]*"></label>
        <button>Say /start</button>
      </form>
      <form method="post" action="/api/people/contact">
        <label>Chat <input name="chatId" value="1001" size="8" required pattern="[1-9][0-9]*"></label>
        <label>Phone number <input name="phoneNumber" value="+51987654321" size="16" required></label>
        <button>Share contact</button>
      </form>
      <form method="post" action="/api/people/stop">
        <label>Chat <input name="chatId" value="1001" size="8" required pattern="[1-9][0-9]*"></label>
        <button>Say /stop</button>
      </form>

      <h2>Make it fail</h2>
      <form method="post" action="/api/script">
        <label>Method <input name="method" value="sendDocument" size="14"></label>
        <label>Status <input name="status" value="429" size="4"></label>
        <label>Retry after, s <input name="retryAfter" value="2" size="4"></label>
        <label>Description <input name="description" placeholder="the real API's" size="24"></label>
        <label>New chat <input name="migrateToChatId" size="12"></label>
        <label>Delay, ms <input name="delayMillis" size="6"></label>
        <label>Cut after obeying <input type="checkbox" name="cut"></label>
        <label>Times <input name="times" value="1" size="4"></label>
        <button>Add</button>
      </form>
      <details><summary>By command</summary>
      <pre>POST /api/people/start    {"chatId": 1001}
      POST /api/people/contact  {"chatId": 1001, "phoneNumber": "+51987654321"}   userId: somebody else's contact
      POST /api/people/say      {"chatId": 1001, "text": "hello"}
      POST /api/people/stop     {"chatId": 1001}
      POST /api/script          {"method": "sendDocument", "status": 429, "retryAfter": 2, "times": 1}
                                {"method": "sendMessage", "status": 400, "migrateToChatId": -1001234567890}
                                {"chatId": "1001", "cut": true}   obeyed, but the answer never arrives
                                {"delayMillis": 20000}            a slow answer
      GET, DELETE /api/script   what is still to come; forget it</pre></details>
      """;
}
