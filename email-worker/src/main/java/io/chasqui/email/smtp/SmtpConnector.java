package io.chasqui.email.smtp;

import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.email.Credentials;
import io.chasqui.email.EmailAccount;
import io.chasqui.email.EmailFailure;
import io.chasqui.email.EmailSettings;
import io.chasqui.email.Tls;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Opens connections that are encrypted and logged in as the settings say. */
final class SmtpConnector {

  private final EmailAccount account;
  private final Properties properties;
  private final SSLSocketFactory tls;
  private final @Nullable OAuth2Tokens tokens;
  private final Clock clock;

  /**
   * @param writeTimeouts watches the writes of all connections
   */
  SmtpConnector(
      EmailSettings settings,
      EmailAccount account,
      ScheduledExecutorService writeTimeouts,
      Clock clock) {
    this.account = account;
    this.clock = clock;
    this.properties = properties(settings, account, writeTimeouts);
    this.tls = TrustedCertificates.sockets(settings.caCertificate());
    this.tokens =
        account.credentials() instanceof Credentials.OAuth2 oauth2
            ? new OAuth2Tokens(oauth2, settings.readTimeout(), clock)
            : null;
  }

  /**
   * @param onWire hears of the wire before it is used
   * @throws ConnectionFailed with what that means for the delivery
   */
  SmtpConnection open(Consumer<Wire> onWire) throws ConnectionFailed {
    OAuth2Tokens known = tokens;
    if (known != null) {
      return openWithToken(known, onWire);
    }
    return account.credentials() instanceof Credentials.Password login
        ? open(login.username(), login.password(), onWire)
        : open(null, null, onWire);
  }

  private SmtpConnection openWithToken(OAuth2Tokens known, Consumer<Wire> onWire)
      throws ConnectionFailed {
    String token = known.current();
    try {
      return open(username(), token, onWire);
    } catch (ConnectionFailed e) {
      if (!FailureCode.AUTHENTICATION_FAILED.equals(e.outcome().code())) {
        throw e;
      }
      // It may have been revoked before its time.
      known.discard(token);
      return open(username(), known.current(), onWire);
    }
  }

  private SmtpConnection open(
      @Nullable String username, @Nullable String secret, Consumer<Wire> onWire)
      throws ConnectionFailed {
    Wire wire = new Wire();
    onWire.accept(wire);
    SmtpDialogue dialogue =
        new SmtpDialogue(
            session(wire), account.tls() == Tls.IMPLICIT, account.mayLogInWithoutTls());
    try {
      dialogue.connect(account.host(), account.port(), username, secret);
    } catch (MessagingException e) {
      throw new ConnectionFailed(FailedConnect.outcome(dialogue, account.tls(), e));
    }
    SmtpConnection connection = new SmtpConnection(dialogue, wire, clock);
    if (username != null && !isLoggedIn(dialogue)) {
      connection.close();
      throw new ConnectionFailed(notLoggedIn(dialogue));
    }
    return connection;
  }

  private Session session(Wire wire) {
    Properties ofThisConnection = new Properties();
    ofThisConnection.putAll(properties);
    ofThisConnection.put("mail.smtp.socketFactory", new SmtpSockets(wire));
    ofThisConnection.put("mail.smtp.ssl.socketFactory", new SmtpTlsSockets(tls, wire));
    return Session.getInstance(ofThisConnection);
  }

  private @Nullable String username() {
    Credentials credentials = account.credentials();
    return credentials == null ? null : credentials.username();
  }

  /** Angus sends on without a log-in when AUTH is not offered. */
  private static boolean isLoggedIn(SmtpDialogue dialogue) {
    return dialogue.supportsExtension("AUTH") || dialogue.supportsExtension("AUTH=LOGIN");
  }

  private Outcome notLoggedIn(SmtpDialogue dialogue) {
    return dialogue.isEncrypted() || account.mayLogInWithoutTls()
        ? new ChannelFault(
            FailureCode.AUTHENTICATION_FAILED, "the server offers no log-in on this port")
        : new ChannelFault(
            EmailFailure.TLS_REQUIRED,
            "the server does not offer STARTTLS, and log-in data is not sent in clear");
  }

  private static Properties properties(
      EmailSettings settings, EmailAccount account, ScheduledExecutorService writeTimeouts) {
    Properties properties = new Properties();
    properties.put("mail.smtp.from", account.from().getAddress());
    properties.put("mail.smtp.localhost", localHost());
    properties.put("mail.smtp.connectiontimeout", millis(settings.connectTimeout()));
    properties.put("mail.smtp.timeout", millis(settings.readTimeout()));
    properties.put("mail.smtp.writetimeout", millis(settings.writeTimeout()));
    properties.put("mail.smtp.executor.writetimeout", writeTimeouts);
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.auth.mechanisms", mechanisms(account));
    // Or Angus would try again with sockets of its own.
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    boolean startTls = account.tls() == Tls.REQUIRED || account.tls() == Tls.OPPORTUNISTIC;
    properties.put("mail.smtp.starttls.enable", String.valueOf(startTls));
    properties.put("mail.smtp.starttls.required", String.valueOf(account.tls() == Tls.REQUIRED));
    return properties;
  }

  private static String mechanisms(EmailAccount account) {
    return account.credentials() instanceof Credentials.OAuth2 ? "XOAUTH2" : "PLAIN LOGIN";
  }

  private static String millis(Duration duration) {
    return String.valueOf(Math.max(1, duration.toMillis()));
  }

  /** Asked once: for each connection it would be one more question to the name server. */
  private static String localHost() {
    try {
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
