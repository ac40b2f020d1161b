package io.chasqui.delivery.sms;

import io.chasqui.platform.config.InvalidSetting;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One gateway, {@code chasqui.sms.gateway.<name>}. What of it is needed depends on its type, and is
 * looked at when the gateway is in use.
 *
 * @param type which protocol it speaks
 * @param url its address, http(s), without what the protocol adds; required
 * @param token {@link Type#PROBE}: the bearer token; required
 * @param account {@link Type#TWILIO}: the account's SID; required
 * @param password {@link Type#TWILIO}: the account's secret, by which its callbacks are known too;
 *     required
 * @param from {@link Type#TWILIO}: a number, a sender id, or the SID of a messaging service, {@code
 *     MG…}; required
 * @param idempotent whether it sends a message once, however often it is given one of that number
 * @param rate messages a second that all workers together give to it, more than 0; unset: any
 *     number
 */
public record SmsGatewaySettings(
    @Nullable Type type,
    @Nullable URI url,
    @Nullable GatewaySecret token,
    @Nullable String account,
    @Nullable GatewaySecret password,
    @Nullable String from,
    @DefaultValue("false") boolean idempotent,
    @Nullable Double rate) {

  /** The protocols there are. */
  public enum Type {
    /** {@code POST {url}/send/{number}}, JSON. */
    PROBE,
    /** {@code POST {url}/2010-04-01/Accounts/{account}/Messages.json}, a form. */
    TWILIO
  }

  /** The key of one of its settings. */
  static String key(String gateway, String setting) {
    return "chasqui.sms.gateway." + gateway + "." + setting;
  }

  /**
   * @throws InvalidSetting when something is missing, or cannot be what it is to be; names the key,
   *     never a secret
   */
  void check(String name) {
    if (type == null) {
      throw missing(name, "type", "Set it to probe or twilio.");
    }
    checkUrl(name);
    if (rate != null && !(rate > 0)) {
      throw new InvalidSetting(
          key(name, "rate"), "is not more than 0.", "Give messages a second, e.g. 10 or 0.5.");
    }
    switch (type) {
      case PROBE -> require(name, "token", token);
      case TWILIO -> {
        require(name, "account", account);
        require(name, "password", password);
        require(name, "from", from);
        checkAccount(name);
      }
    }
  }

  private void checkUrl(String name) {
    if (url == null || url.toString().isBlank()) {
      throw missing(name, "url", "Name the gateway's http(s) address.");
    }
    boolean isPlain =
        String.valueOf(url.getScheme()).matches("https?")
            && url.getHost() != null
            && url.getUserInfo() == null
            && url.getQuery() == null
            && url.getFragment() == null;
    if (!isPlain) {
      // Not shown: an address with its secret in it is easily pasted here.
      throw new InvalidSetting(
          key(name, "url"),
          "is not a plain http(s) address.",
          "Name scheme, host and, where needed, port and path, and nothing else.");
    }
  }

  /** It is a part of the address of each request. */
  private void checkAccount(String name) {
    if (!String.valueOf(account).matches("[A-Za-z0-9]{1,64}")) {
      throw new InvalidSetting(
          key(name, "account"), "is no SID.", "It is made of letters and digits, AC….");
    }
  }

  private static void require(String name, String setting, @Nullable Object value) {
    if (value == null || value.toString().isBlank()) {
      throw missing(name, setting, "Set it, or take " + name + " out of chasqui.sms.gateways.");
    }
  }

  private static InvalidSetting missing(String name, String setting, String mend) {
    return new InvalidSetting(key(name, setting), "is not set.", mend);
  }
}
