package io.chasqui.report;

import io.chasqui.platform.config.InvalidSetting;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where reports are kept.
 *
 * @param type where reports are: {@code directory}, {@code http} (a service) or {@code s3} (a
 *     bucket, see docs/s3.md)
 * @param maxReportSize the largest report that {@code PUT /api/reports/{correlationId}} takes
 * @param inFlightSize memory of one worker for reports over 1 MB that are being sent, half as much
 *     again as the PDF each; more wait their turn. Unset: a quarter of the heap
 * @param cacheSize memory of one process for reports that may be needed again; 0: each is read anew
 * @param readTimeout for reading one report as a whole, or hearing that it is still the same,
 *     whichever the storage; at least 100ms. A storage that takes longer is at fault
 * @param directory for {@code directory}
 * @param http for {@code http}
 * @param s3 for {@code s3}
 */
@Validated
@ConfigurationProperties("chasqui.storage")
public record StorageSettings(
    @DefaultValue("directory") @NotNull Type type,
    @DefaultValue("20MB") DataSize maxReportSize,
    @Nullable DataSize inFlightSize,
    @DefaultValue("64MB") DataSize cacheSize,
    @DefaultValue("30s") @DurationMin(millis = 100) Duration readTimeout,
    @DefaultValue Directory directory,
    @DefaultValue @Valid Http http,
    @DefaultValue @Valid S3 s3) {

  public static final String BASE_URL_KEY = "chasqui.storage.http.base-url";

  /** What the name of a storage begins with where it stands beside those whom messages go to. */
  public static final String PEER = "storage:";

  static final String TOKEN_KEY = "chasqui.storage.http.bearer-token";

  /** Names the storage among those whom a worker asks for something, e.g. {@code storage:http}. */
  public String peerKey() {
    return PEER + type.name().toLowerCase(Locale.ROOT);
  }

  /** {@link #inFlightSize}, or its default. */
  public DataSize inFlight() {
    return inFlightSize == null
        ? DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 4)
        : inFlightSize;
  }

  /** How long a delivery waits for others to end when there is no memory for its large report. */
  public Duration longestWait() {
    return type == Type.S3 ? s3.timeout() : http.timeout();
  }

  /** A report is read within this time, or not at all. */
  public Duration longestRead() {
    return readTimeout;
  }

  /** The kinds of storage. */
  public enum Type {
    DIRECTORY,
    HTTP,
    S3
  }

  /**
   * A directory that server and workers share.
   *
   * @param path the directory with one file {@code {correlationId}.pdf} for each report, which
   *     server and workers share; in images {@code /data/reports}
   */
  public record Directory(@DefaultValue("data/reports") Path path) {}

  /**
   * A service that answers {@code GET {base}/{correlationId}}.
   *
   * @param baseUrl the service that answers {@code GET {base-url}/{correlationId}} with the PDF;
   *     required for {@code http}. The server itself is one: {@code http://server:8080/api/reports}
   * @param timeout for one whole request to that service, at least 100ms
   * @param bearerToken a secret that is sent to that service as {@code Authorization: Bearer}, and
   *     to nobody else
   */
  public record Http(
      @Nullable URI baseUrl,
      @DefaultValue("30s") @DurationMin(millis = 100) Duration timeout,
      @Nullable BearerToken bearerToken) {

    /**
     * The address, checked.
     *
     * @throws InvalidSetting when it is not an http(s) address, or holds a user
     */
    public URI requiredBaseUrl() {
      if (baseUrl == null) {
        throw noBaseUrl("is not set, and chasqui.storage.type is http.");
      }
      if (baseUrl.getHost() == null || !String.valueOf(baseUrl.getScheme()).matches("https?")) {
        throw noBaseUrl("is no http(s) address.");
      }
      if (baseUrl.getUserInfo() != null) {
        // It would not be sent, but logged.
        throw new InvalidSetting(
            BASE_URL_KEY, "holds a user.", "Take it out, and set " + TOKEN_KEY + " if needed.");
      }
      return baseUrl;
    }

    /**
     * The token, checked; null when there is none.
     *
     * @throws InvalidSetting when it cannot be one; names the key, never the value
     */
    public @Nullable BearerToken checkedToken() {
      if (bearerToken == null || bearerToken.isEmpty()) {
        return null;
      }
      if (!bearerToken.isWellFormed()) {
        throw new InvalidSetting(
            TOKEN_KEY,
            "is not a bearer token.",
            "A token is made of the characters A-Z a-z 0-9 . _ ~ + / - and = at its end; leave out"
                + " the word Bearer.");
      }
      return bearerToken;
    }

    private static InvalidSetting noBaseUrl(String problem) {
      return new InvalidSetting(
          BASE_URL_KEY,
          problem,
          "Name the service that answers GET {base-url}/{correlationId} with the PDF.");
    }
  }

  /**
   * A bucket of Amazon S3, or of another store that speaks its protocol.
   *
   * @param bucket the bucket that holds the reports; it must exist. Required for {@code s3}
   * @param region the region that requests are signed for
   * @param endpoint the http(s) address of another store than Amazon's, {@code
   *     https://minio.example.com:9000}; unset: Amazon's own, of the region
   * @param pathStyle whether the bucket is named in the path and not in the host's name; unset:
   *     {@code true} with an endpoint, else {@code false}
   * @param prefix what the keys of all reports begin with, before the correlation id: {@code
   *     reports/2026/}
   * @param accessKeyId goes with its secret; without both the AWS SDK looks in the environment, in
   *     files, and for a role
   * @param secretAccessKey the secret of {@code access-key-id}
   * @param timeout for one whole request, at least 100ms; at most two are made for one report
   */
  public record S3(
      @Nullable String bucket,
      @DefaultValue("us-east-1") String region,
      @Nullable URI endpoint,
      @Nullable Boolean pathStyle,
      @DefaultValue("") String prefix,
      @Nullable String accessKeyId,
      @Nullable SecretAccessKey secretAccessKey,
      @DefaultValue("30s") @DurationMin(millis = 100) Duration timeout) {

    /** For one report: a request that fails at once may be made again, once. */
    public static final int MAX_REQUESTS = 2;

    /** Before it is made again, at most. */
    public static final Duration RETRY_PAUSE = Duration.ofMillis(500);
  }
}
