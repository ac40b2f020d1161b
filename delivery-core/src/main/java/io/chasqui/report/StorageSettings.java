package io.chasqui.report;

import io.chasqui.platform.InvalidSetting;
import jakarta.validation.Valid;
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
 * @param type {@code directory}, {@code http} or {@code s3}
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
    @DefaultValue @Valid Http http,
    @DefaultValue @Valid S3 s3) {

  static final String BASE_URL_KEY = "chasqui.storage.http.base-url";
  static final String TOKEN_KEY = "chasqui.storage.http.bearer-token";

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
    return type == Type.S3 ? s3.longestRead() : http.timeout();
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
   * @param path holds one file {@code {correlationId}.pdf} for each report
   */
  public record Directory(@DefaultValue("data/reports") Path path) {}

  /**
   * A service that answers {@code GET {base}/{correlationId}}.
   *
   * @param baseUrl required for type {@code http}
   * @param timeout for one whole request
   * @param bearerToken sent with each request to the service; kept out of every log, exception and
   *     page
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
    URI requiredBaseUrl() {
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
    @Nullable BearerToken checkedToken() {
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
   * @param bucket required for type {@code s3}; it must exist
   * @param region as requests are signed for it
   * @param endpoint the store's http(s) address; null: Amazon's own, of the region
   * @param pathStyle whether the bucket is named in the path; null: if there is an endpoint
   * @param prefix what the keys of all reports begin with, e.g. {@code reports/}
   * @param accessKeyId with its secret, or neither: then the AWS SDK looks in its own places
   * @param secretAccessKey kept out of every log, exception and page
   * @param timeout for one whole request
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

    Duration longestRead() {
      return timeout.plus(RETRY_PAUSE).multipliedBy(MAX_REQUESTS);
    }
  }
}
