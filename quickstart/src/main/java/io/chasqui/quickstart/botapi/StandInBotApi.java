package io.chasqui.quickstart.botapi;

import io.chasqui.quickstart.memory.Latest;
import io.chasqui.quickstart.web.LocalHttpServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Stands in for Telegram's Bot API: answers as it would, keeps the latest 500 messages with their
 * files, shows them, and lets a visitor play the people and make it fail.
 */
public final class StandInBotApi implements AutoCloseable {

  private static final int MOST_MESSAGES = 500;
  private static final long MOST_TEXT_BYTES = 50_000_000;

  private final LocalHttpServer http;

  private StandInBotApi(LocalHttpServer http) {
    this.http = http;
  }

  /**
   * Starts it on 127.0.0.1.
   *
   * @param port 0: any free one
   * @param token of the bot that people write to; any other well-formed token is another bot
   * @param files where uploaded files are kept
   */
  public static StandInBotApi start(int port, String token, Path files, Clock clock) {
    // As in the real API, numbers grow from run to run: bots remember them.
    long firstNumber = clock.instant().getEpochSecond();
    Bots bots = new Bots(firstNumber);
    Bot ownBot = bots.withToken(token);
    Latest<BotMessage> messages =
        new Latest<>(MOST_MESSAGES, MOST_TEXT_BYTES, message -> 1_000L + message.text().length());
    Latest<BotCall> calls = new Latest<>(MOST_MESSAGES, MOST_TEXT_BYTES, call -> 200);
    KeptFiles keptFiles = new KeptFiles(files);
    Script script = new Script();
    BotMethods methods = new BotMethods(messages, keptFiles, clock, firstNumber);
    BotEndpoint endpoint = new BotEndpoint(bots, methods, script, calls, clock);
    BotPages pages =
        new BotPages(ownBot, messages, calls, keptFiles, script, new People(clock, firstNumber));
    return new StandInBotApi(
        LocalHttpServer.start(
            "bot-api",
            port,
            call ->
                BotEndpoint.isMeant(call.segments()) ? endpoint.answer(call) : pages.answer(call)));
  }

  /** The API's base address, and the page's. */
  public URI uri() {
    return http.uri();
  }

  @Override
  public void close() {
    http.close();
  }
}
