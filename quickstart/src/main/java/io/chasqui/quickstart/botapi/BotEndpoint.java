package io.chasqui.quickstart.botapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.memory.Latest;
import io.chasqui.quickstart.web.Answer;
import io.chasqui.quickstart.web.BadCall;
import io.chasqui.quickstart.web.Call;
import io.chasqui.quickstart.web.Json;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /bot<token>/<method>}: finds the bot, follows the script, obeys and answers. */
final class BotEndpoint {

  private static final String PREFIX = "bot";

  private final Bots bots;
  private final BotMethods methods;
  private final Script script;
  private final Latest<BotCall> calls;
  private final Clock clock;

  BotEndpoint(Bots bots, BotMethods methods, Script script, Latest<BotCall> calls, Clock clock) {
    this.bots = bots;
    this.methods = methods;
    this.script = script;
    this.calls = calls;
    this.clock = clock;
  }

  static boolean isMeant(List<String> path) {
    return !path.isEmpty() && path.get(0).startsWith(PREFIX);
  }

  Answer answer(Call call) throws IOException, InterruptedException {
    List<String> path = call.segments();
    if (path.size() != 2 || !call.method().matches("GET|POST")) {
      return BotFailure.of(404, "Not Found").answer();
    }
    try {
      Bot bot = bots.withToken(path.get(0).substring(PREFIX.length()));
      return answer(bot, path.get(1), Parameters.of(call));
    } catch (BotRefusal e) {
      return e.failure().answer();
    } catch (BadCall e) {
      return BotFailure.of(e.status(), String.valueOf(e.getMessage())).answer();
    }
  }

  private Answer answer(Bot bot, String method, Parameters parameters) throws InterruptedException {
    String chatId = parameters.text("chat_id").orElse("");
    Optional<Script.Step> step = script.next(method, chatId);
    BotFailure failure = step.map(Script.Step::failure).orElse(null);
    JsonNode result = null;
    if (failure == null) {
      try {
        result = methods.call(bot, method, parameters);
      } catch (BotRefusal e) {
        failure = e.failure();
      }
    }
    if (step.isPresent()) {
      Thread.sleep(step.get().delay().toMillis());
    }
    boolean cut = step.map(Script.Step::cut).orElse(false);
    remember(bot, method, chatId, parameters, failure, cut);
    return cut ? Answer.cut() : failure == null ? success(result) : failure.answer();
  }

  private static Answer success(@Nullable JsonNode result) {
    ObjectNode body = Json.object().put("ok", true);
    body.set("result", result);
    return Answer.json(body);
  }

  private void remember(
      Bot bot,
      String method,
      String chatId,
      Parameters parameters,
      @Nullable BotFailure failure,
      boolean cut) {
    if (method.equalsIgnoreCase("getUpdates")) {
      return;
    }
    long uploaded =
        parameters.files().values().stream().mapToLong(part -> part.content().length).sum();
    int status = cut ? 0 : failure == null ? 200 : failure.status();
    String description = cut ? "cut" : failure == null ? "OK" : failure.description();
    calls.add(
        new BotCall(clock.instant(), bot.id(), method, chatId, status, description, uploaded));
  }
}
