package io.chasqui.server.console;

import io.chasqui.platform.config.InvalidSetting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Pages for people.
 *
 * @param traceUrl where a trace is looked at, with {@code {traceId}} in it, {@code
 *     https://traces.example/trace/{traceId}}; none: pages name the trace and link nowhere
 */
@ConfigurationProperties("chasqui.console")
public record ConsoleSettings(@Nullable String traceUrl) {

  private static final String TRACE_ID = "{traceId}";

  /**
   * @throws InvalidSetting when the address is none of the web, or does not name the trace
   */
  public ConsoleSettings {
    traceUrl = traceUrl == null || traceUrl.isBlank() ? null : traceUrl.strip();
    if (traceUrl != null && !(traceUrl.matches("https?://[!-~]+") && traceUrl.contains(TRACE_ID))) {
      throw new InvalidSetting(
          "chasqui.console.trace-url",
          "is no address with {traceId} in it.",
          "Set it as in https://traces.example/trace/{traceId}, or leave it out.");
    }
  }

  /** Where this trace is looked at; empty: nowhere. */
  public Optional<String> trace(String traceId) {
    return Optional.ofNullable(traceUrl).map(url -> url.replace(TRACE_ID, traceId));
  }
}
