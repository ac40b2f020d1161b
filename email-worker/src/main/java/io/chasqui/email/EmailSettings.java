package io.chasqui.email;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The e-mail channel as it was configured; {@link EmailAccount} is what is made of it.
 *
 * @param host the SMTP server; required, unless each relay has one of its own
 * @param port {@code 587} for STARTTLS, {@code 465} for implicit TLS
 * @param username log-in name; goes with a password or OAuth 2
 * @param password the log-in's password; sent over encrypted connections only, or to this machine
 * @param from the sender, {@code reports@example.com} or {@code Reports <reports@example.com>};
 *     required
 * @param tls {@code required}: STARTTLS or no mail. {@code implicit}: TLS from the first byte.
 *     Unsafe: {@code opportunistic}, STARTTLS if it is offered, which whoever sits between can
 *     prevent, and {@code none}, everything in clear
 * @param poolSize open SMTP connections of one process, 1 to 1000; of more than it allows (Exchange
 *     Online: 3) the server refuses the others. A mail that finds none free for {@code
 *     read-timeout} is tried again after 5 s ({@code WORKER_BUSY}), and the try is not counted
 * @param retrySchedule waits after temporary failures, each up to a fifth longer by chance; then
 *     the delivery fails. Servers with greylisting take nothing before 5 minutes or more have
 *     passed
 * @param connectTimeout for opening a connection
 * @param readTimeout for each reply of the server
 * @param writeTimeout for each 128 KB of a mail
 * @param attemptTimeout for one mail from opening a connection to the last reply; then the
 *     connection is cut, so that a worker never holds a mail longer than its lease. 20 MB in 5
 *     minutes need 90 KB/s
 * @param leaseMargin how much longer than its longest attempt a worker holds a delivery, for pauses
 *     of its process and slow commits; at least 1s
 * @param connectionMaxLifetime a connection is not used again when it is older, at least 1s
 * @param connectionMaxMessages a connection is not used again after so many mails, at least 1
 * @param connectionIdle a connection is closed when nothing used it for so long, at least 1s
 * @param channelFaultPause how long the channel is paused after a fault that is not the message's:
 *     a refused log-in, a spent quota. Its deliveries wait and lose no attempt
 * @param unknownResendAfter when a mail that may have arrived (cut off before the last reply) is
 *     sent once more, with the same Message-ID
 * @param maxAttachmentSize the largest report that is sent; base64 makes it a third larger on the
 *     wire
 * @param messageIdDomain the right side of Message-ID; unset: the domain of {@code from}
 * @param layout an HTML file in UTF-8 with {@code {{subject}}} and {@code {{message}}}, which are
 *     inserted escaped; unset: one that is built in
 * @param caCertificate a PEM file with certificates to trust besides the JVM's; certificate and
 *     host name are always checked
 * @param oauth2 XOAUTH2 instead of a password
 * @param rate mails a second that all workers together give to one server, more than 0; unset: any
 *     number. What is over it waits, and loses no attempt
 * @param relay what each of several SMTP servers is: keys {@code chasqui.email.relay.<name>.host}
 *     and others, see docs/email-relays.md
 * @param relays names of several SMTP servers, the one to be preferred first; unset: the one of
 *     {@code host}
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
    @DefaultValue OAuth2 oauth2,
    @Positive(message = "must be more than 0") @Nullable Double rate,
    @DefaultValue List<String> relays,
    @DefaultValue @Valid Map<String, RelaySettings> relay) {

  /** The same for one of several servers. */
  EmailSettings with(RelaySettings own) {
    return new EmailSettings(
        own.host() == null ? host : own.host(),
        own.port() == null ? port : own.port(),
        own.username() == null ? username : own.username(),
        own.password() == null ? password : own.password(),
        from,
        own.tls() == null ? tls : own.tls(),
        own.poolSize() == null ? poolSize : own.poolSize(),
        retrySchedule,
        connectTimeout,
        readTimeout,
        writeTimeout,
        attemptTimeout,
        leaseMargin,
        connectionMaxLifetime,
        connectionMaxMessages,
        connectionIdle,
        channelFaultPause,
        unknownResendAfter,
        maxAttachmentSize,
        messageIdDomain,
        layout,
        caCertificate,
        own.password() == null ? oauth2 : new OAuth2(null, null, null, null, null),
        rate,
        relays,
        relay);
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "EmailSettings[host=" + host + ", port=" + port + ", tls=" + tls + "]";
  }

  /**
   * Access tokens for XOAUTH2.
   *
   * @param tokenUrl the token endpoint, https; when it is set, XOAUTH2 is used in place of a
   *     password
   * @param clientId required with {@code token-url}
   * @param clientSecret required with {@code token-url}
   * @param refreshToken set: the {@code refresh_token} grant; unset: {@code client_credentials}
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
