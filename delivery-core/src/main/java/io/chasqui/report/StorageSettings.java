package io.chasqui.report;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where reports are kept.
 *
 * @param type {@code directory} or {@code http}
 * @param maxReportSize the largest report the API takes
 * @param inFlightSize memory of a worker for reports over 1 MB that are being sent; default: a
 *     quarter of its heap
 * @param cacheSize memory of a worker for reports that it may need again; 0: it reads each anew
 */
@Validated
@ConfigurationProperties("chasqui.storage")
public record StorageSettings(
    @DefaultValue("directory") @NotNull Type type,
    @DefaultValue("20MB") DataSize maxReportSize,
    @Nullable DataSize inFlightSize,
    @DefaultValue("64MB") DataSize cacheSize,
    @DefaultValue Directory directory,
    @DefaultValue Http http) {

  /** {@link #inFlightSize}, or its default. */
  public DataSize inFlight() {
    return inFlightSize == null
        ? DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 4)
        : inFlightSize;
  }

  /** How long a delivery waits for others to end when there is no memory for its large report. */
  public Duration longestWait() {
    return http.timeout();
  }

  /** The kinds of storage. */
  public enum Type {
    DIRECTORY,
    HTTP
  }

  /**
   * A directory that server and workers share.
   *
   * @param path holds one file {@code {correlationId}.pdf} for each report
   */
  public record Directory(@DefaultValue("data/reports") Path path) {}

  /**
   * A service that answers {@code GET {base}/{correlationId}}.
   *
   * @param baseUrl required for type {@code http}
   * @param timeout for one whole request
   */
  public record Http(
      @Nullable URI baseUrl, @DefaultValue("30s") @DurationMin(millis = 100) Duration timeout) {}
}
