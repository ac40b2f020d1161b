package io.chasqui.email.smtp;

import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.email.Credentials;
import io.chasqui.email.EmailAccount;
import io.chasqui.email.EmailFailure;
import io.chasqui.email.EmailSettings;
import io.chasqui.email.Tls;
import io.chasqui.platform.http.TrustedCertificates;
import io.chasqui.platform.trace.Traces;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens connections that are encrypted and logged in as the settings say. */
final class SmtpConnectionFactory {

  private final EmailAccount account;
  private final Session session;

  /** Angus asks for sockets while it connects, in the thread that connects. */
  private final ThreadLocal<CuttableSocket> opening = new ThreadLocal<>();

  private final @Nullable OAuth2Tokens tokens;
  private final Clock clock;

  SmtpConnectionFactory(EmailSettings settings, EmailAccount account, Clock clock, Traces traces) {
    this.account = account;
    this.clock = clock;
    this.session = session(settings, account);
    this.tokens =
        account.credentials() instanceof Credentials.OAuth2 oauth2
            ? new OAuth2Tokens(oauth2, settings.readTimeout(), clock, traces)
            : null;
  }

  /**
   * @param onWire hears of the wire before it is used
   * @throws SmtpConnectException with what that means for the delivery
   */
  SmtpConnection open(Consumer<CuttableSocket> onWire) throws SmtpConnectException {
    OAuth2Tokens known = tokens;
    if (known != null) {
      return openWithToken(known, onWire);
    }
    return account.credentials() instanceof Credentials.Password login
        ? open(login.username(), login.password(), onWire)
        : open(null, null, onWire);
  }

  private SmtpConnection openWithToken(OAuth2Tokens known, Consumer<CuttableSocket> onWire)
      throws SmtpConnectException {
    String token = known.current();
    try {
      return open(username(), token, onWire);
    } catch (SmtpConnectException e) {
      if (!FailureCode.AUTHENTICATION_FAILED.equals(e.outcome().code())) {
        throw e;
      }
      // It may have been revoked before its time.
      known.discard(token);
      return open(username(), known.current(), onWire);
    }
  }

  private SmtpConnection open(
      @Nullable String username, @Nullable String secret, Consumer<CuttableSocket> onWire)
      throws SmtpConnectException {
    CuttableSocket wire = new CuttableSocket();
    onWire.accept(wire);
    SmtpDialogue dialogue =
        new SmtpDialogue(
            session, wire, account.tls() == Tls.IMPLICIT, account.mayLogInWithoutTls());
    opening.set(wire);
    try {
      dialogue.connect(account.host(), account.port(), username, secret);
    } catch (MessagingException e) {
      throw new SmtpConnectException(ConnectFailureClassifier.outcome(dialogue, account.tls(), e));
    } finally {
      opening.remove();
    }
    SmtpConnection connection =
        new SmtpConnection(dialogue, wire, account.from().getAddress(), clock);
    if (username != null && !isLoggedIn(dialogue)) {
      connection.close();
      throw new SmtpConnectException(notLoggedIn(dialogue));
    }
    return connection;
  }

  /** One for all connections: making one looks through all jars. */
  private Session session(EmailSettings settings, EmailAccount account) {
    Properties properties = properties(settings, account);
    properties.put("mail.smtp.socketFactory", new SmtpSockets(opening::get));
    properties.put(
        "mail.smtp.ssl.socketFactory",
        new SmtpTlsSockets(
            TrustedCertificates.context("chasqui.email.ca-certificate", settings.caCertificate())
                .getSocketFactory(),
            opening::get));
    return Session.getInstance(properties);
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

  private static Properties properties(EmailSettings settings, EmailAccount account) {
    Properties properties = new Properties();
    properties.put("mail.smtp.localhost", localHost());
    properties.put("mail.smtp.connectiontimeout", millis(settings.connectTimeout()));
    properties.put("mail.smtp.timeout", millis(settings.readTimeout()));
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
