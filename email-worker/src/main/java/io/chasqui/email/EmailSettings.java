package io.chasqui.email;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The e-mail channel as it was configured; {@link EmailAccount} is what is made of it.
 *
 * @param host the SMTP server; required
 * @param port 587 (submission) or 465 (implicit TLS) as a rule
 * @param username log-in name; goes with {@code password} or {@code oauth2}
 * @param password never logged
 * @param from the sender, {@code reports@example.com} or {@code Reports <reports@example.com>};
 *     required
 * @param tls how the connection is encrypted
 * @param poolSize open SMTP connections of this process, at the most
 * @param retrySchedule the waits after temporary failures; their number is the number of retries
 * @param connectTimeout for opening a TCP connection
 * @param readTimeout for each reply of the server
 * @param writeTimeout for each 128 KB of a mail
 * @param attemptTimeout for one mail from first to last, opening a connection included; then the
 *     connection is cut
 * @param leaseMargin how much longer than its longest attempt a worker holds a delivery
 * @param connectionMaxLifetime a connection is not used again when it is older
 * @param connectionMaxMessages a connection is not used again after so many mails
 * @param connectionIdle an unused connection is closed after this time
 * @param channelFaultPause how long the channel rests after a fault of ours or the server's
 * @param unknownResendAfter how long to wait before a mail that may have arrived is sent again
 * @param maxAttachmentSize the largest report that is sent
 * @param messageIdDomain the right side of Message-ID; default: the domain of {@code from}
 * @param layout an HTML file with the placeholders {@code {{subject}}} and {@code {{message}}}
 * @param caCertificate a PEM file with certificates to trust besides those of the JVM
 * @param oauth2 XOAUTH2 instead of a password
 */
@Validated
@ConfigurationProperties("chasqui.email")
public record EmailSettings(
    @Nullable String host,
    @DefaultValue("587")
        @Min(value = 1, message = "must be a port, 1 to 65535")
        @Max(value = 65535, message = "must be a port, 1 to 65535")
        int port,
    @Nullable String username,
    @Nullable String password,
    @Nullable String from,
    @DefaultValue("required") @NotNull Tls tls,
    @DefaultValue("8")
        @Min(value = 1, message = "must be 1 to 1000 connections")
        @Max(value = 1000, message = "must be 1 to 1000 connections")
        int poolSize,
    @DefaultValue({"5s", "5s", "30s", "5m"})
        List<@DurationMin(nanos = 0, message = "must not be negative") Duration> retrySchedule,
    @DefaultValue("10s") @DurationMin(millis = 1, message = "must be at least 1 ms")
        Duration connectTimeout,
    @DefaultValue("30s") @DurationMin(millis = 1, message = "must be at least 1 ms")
        Duration readTimeout,
    @DefaultValue("30s") @DurationMin(millis = 1, message = "must be at least 1 ms")
        Duration writeTimeout,
    @DefaultValue("5m") @DurationMin(millis = 1, message = "must be at least 1 ms")
        Duration attemptTimeout,
    @DefaultValue("30s") @DurationMin(seconds = 1, message = "must be at least 1 s")
        Duration leaseMargin,
    @DefaultValue("5m") @DurationMin(seconds = 1, message = "must be at least 1 s")
        Duration connectionMaxLifetime,
    @DefaultValue("100") @Min(value = 1, message = "must be at least 1") int connectionMaxMessages,
    @DefaultValue("30s") @DurationMin(seconds = 1, message = "must be at least 1 s")
        Duration connectionIdle,
    @DefaultValue("1m") @DurationMin(millis = 1, message = "must be at least 1 ms")
        Duration channelFaultPause,
    @DefaultValue("15m") @DurationMin(millis = 1, message = "must be at least 1 ms")
        Duration unknownResendAfter,
    @DefaultValue("20MB") DataSize maxAttachmentSize,
    @Nullable String messageIdDomain,
    @Nullable Path layout,
    @Nullable Path caCertificate,
    @DefaultValue OAuth2 oauth2) {

  /** Without secrets. */
  @Override
  public String toString() {
    return "EmailSettings[host=" + host + ", port=" + port + ", tls=" + tls + "]";
  }

  /**
   * Access tokens for XOAUTH2.
   *
   * @param tokenUrl the token endpoint, https; XOAUTH2 is used when it is set
   * @param clientId required with {@code tokenUrl}
   * @param clientSecret required with {@code tokenUrl}; never logged
   * @param refreshToken when set, the refresh_token grant is used, else client_credentials; never
   *     logged
   * @param scope as the provider wants it
   */
  public record OAuth2(
      @Nullable URI tokenUrl,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable String refreshToken,
      @Nullable String scope) {

    /** Without secrets. */
    @Override
    public String toString() {
      return "OAuth2[tokenUrl=" + tokenUrl + "]";
    }
  }
}
