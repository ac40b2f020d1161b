package io.chasqui.email;

import io.chasqui.delivery.address.DomainName;
import io.chasqui.platform.config.InvalidSetting;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Who we are to the SMTP server, checked.
 *
 * @param credentials null: no log-in
 * @param from the sender; its domain is ASCII
 * @param messageIdDomain the right side of Message-ID
 */
public record EmailAccount(
    String host,
    int port,
    Tls tls,
    @Nullable Credentials credentials,
    InternetAddress from,
    String messageIdDomain) {

  private static final String FROM = "chasqui.email.from";
  private static final String TOKEN_URL = "chasqui.email.oauth2.token-url";
  private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._:%\\[\\]-]{1,253}");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?::1]?");

  /**
   * @throws InvalidSetting naming the key and what to do
   */
  public static EmailAccount of(EmailSettings settings) {
    return of(settings, EmailRelay.CHANNEL);
  }

  /**
   * @param prefix of the keys of the server and its log-in
   */
  static EmailAccount of(EmailSettings settings, String prefix) {
    String host = host(settings, prefix + ".host");
    Credentials credentials = credentials(settings, prefix);
    if (credentials != null && settings.tls() == Tls.NONE && !isLoopback(host)) {
      throw new InvalidSetting(
          prefix + ".tls",
          "is none, but a log-in is set: it would travel to " + host + " in clear.",
          "Set it to required (STARTTLS) or implicit (port 465), or remove"
              + " "
              + prefix
              + ".username and its password.");
    }
    InternetAddress from = from(settings);
    return new EmailAccount(
        host, settings.port(), settings.tls(), credentials, from, messageIdDomain(settings, from));
  }

  /**
   * Whether a host is this machine. Names are not looked up: what a name server answers is no
   * reason to trust a connection.
   */
  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  /** Whether log-in data may be shown on a connection that is not encrypted. */
  public boolean mayLogInWithoutTls() {
    return isLoopback(host);
  }

  private static String host(EmailSettings settings, String key) {
    String host = settings.host();
    if (!StringUtils.hasText(host)) {
      throw new InvalidSetting(
          key, "is not set.", "Name your SMTP server, e.g. CHASQUI_EMAIL_HOST=smtp.example.com.");
    }
    String ascii =
        host.chars().allMatch(c -> c < 0x80)
            ? host.strip()
            : DomainName.toAscii(host.strip()).orElse("");
    if (!HOST_NAME.matcher(ascii).matches()) {
      throw new InvalidSetting(
          key, "is neither a host name nor an IP address.", "Name the host alone, without a port.");
    }
    return ascii;
  }

  private static InternetAddress from(EmailSettings settings) {
    if (!StringUtils.hasText(settings.from())) {
      throw new InvalidSetting(
          FROM,
          "is not set.",
          "Name the sender, e.g. CHASQUI_EMAIL_FROM=\"Reports <reports@example.com>\".");
    }
    try {
      return SenderAddress.parse(settings.from());
    } catch (AddressException e) {
      throw new InvalidSetting(
          FROM,
          "is not one e-mail address in ASCII; its domain may be in any script.",
          "Write reports@example.com or Reports <reports@example.com>.");
    }
  }

  private static String messageIdDomain(EmailSettings settings, InternetAddress from) {
    String domain = settings.messageIdDomain();
    if (!StringUtils.hasText(domain)) {
      return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }
    return DomainName.toAscii(domain.strip())
        .orElseThrow(
            () ->
                new InvalidSetting(
                    "chasqui.email.message-id-domain",
                    "is not a domain.",
                    "Name a domain of yours, or remove it: the domain of chasqui.email.from is"
                        + " taken then."));
  }

  private static @Nullable Credentials credentials(EmailSettings settings, String prefix) {
    String username = textOrNull(settings.username());
    String password = textOrNull(settings.password());
    if (settings.oauth2().tokenUrl() != null) {
      return oauth2(settings.oauth2(), username, password, prefix);
    }
    if (username == null && password == null) {
      return null;
    }
    if (username == null || password == null) {
      throw new InvalidSetting(
          prefix + (username == null ? ".username" : ".password"),
          "is not set, but its counterpart is.",
          "Set " + prefix + ".username and its password, or neither.");
    }
    return new Credentials.Password(username, password);
  }

  private static Credentials oauth2(
      EmailSettings.OAuth2 settings,
      @Nullable String username,
      @Nullable String password,
      String prefix) {
    if (username == null) {
      throw new InvalidSetting(
          prefix + ".username",
          "is not set, but " + TOKEN_URL + " is.",
          "Name the mailbox that the token is for.");
    }
    if (password != null) {
      throw new InvalidSetting(
          prefix + ".password",
          "is set together with " + TOKEN_URL + ".",
          "Keep one of them: a password for LOGIN and PLAIN, a token endpoint for XOAUTH2.");
    }
    return new Credentials.OAuth2(
        username,
        tokenUrl(settings.tokenUrl()),
        required("chasqui.email.oauth2.client-id", settings.clientId()),
        required("chasqui.email.oauth2.client-secret", settings.clientSecret()),
        textOrNull(settings.refreshToken()),
        textOrNull(settings.scope()));
  }

  private static URI tokenUrl(@Nullable URI url) {
    if (url == null
        || url.getHost() == null
        || !Set.of("http", "https").contains(String.valueOf(url.getScheme()))
        || (url.getScheme().equals("http") && !isLoopback(url.getHost()))) {
      throw new InvalidSetting(
          TOKEN_URL,
          "is no https address; secrets are sent there.",
          "Name the token endpoint of your provider, https://….");
    }
    return url;
  }

  private static String required(String key, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new InvalidSetting(
          key, "is not set, but " + TOKEN_URL + " is.", "Take it from your provider's console.");
    }
    return value;
  }

  private static @Nullable String textOrNull(@Nullable String text) {
    return StringUtils.hasText(text) ? text : null;
  }
}
