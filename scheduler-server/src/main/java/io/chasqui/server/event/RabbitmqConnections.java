package io.chasqui.server.event;

import com.rabbitmq.client.ConnectionFactory;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.platform.http.TrustedCertificates;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the RabbitMQ of the settings is, and how it is spoken to: by what hands events over, and by
 * what takes some from there.
 */
public final class RabbitmqConnections {

  private static final String KEY = EventSettings.Rabbitmq.URI_KEY;
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int HEARTBEAT_SECONDS = 10;

  private RabbitmqConnections() {}

  /**
   * A factory of connections, with the certificate and the name of a broker by TLS checked. They do
   * not come back by themselves.
   *
   * @param wantedBy the key of the setting that names RabbitMQ, for who has to mend it
   * @throws InvalidSetting when the settings cannot be right; names the key, and no value
   */
  public static ConnectionFactory factory(EventSettings.Rabbitmq settings, String wantedBy) {
    ConnectionFactory factory = new ConnectionFactory();
    URI uri = parsed(settings.requiredUri(wantedBy));
    try {
      factory.setUri(uri);
    } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException e) {
      throw invalid();
    }
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(TIMEOUT_MILLIS);
    factory.setHandshakeTimeout(TIMEOUT_MILLIS);
    factory.setChannelRpcTimeout(TIMEOUT_MILLIS);
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    if (uri.getScheme().equals("amqps")) {
      // The library's own way of TLS believes every certificate.
      factory.useSslProtocol(trusting(settings.caCertificate()));
      factory.enableHostnameVerification();
    }
    return factory;
  }

  private static SSLContext trusting(@Nullable Path pem) {
    return TrustedCertificates.context("chasqui.events.rabbitmq.ca-certificate", pem);
  }

  private static URI parsed(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("amqps?")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Its message repeats the password.
    }
    throw invalid();
  }

  private static InvalidSetting invalid() {
    return new InvalidSetting(
        KEY,
        "is no address of a broker.",
        "docs/events.md shows how it is written; in a password, / is %2F, : is %3A and @ is %40.");
  }
}
