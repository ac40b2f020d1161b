package io.chasqui.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.model.SystemConfig;
import org.jspecify.annotations.Nullable;

/**
 * A real AMQP 0-9-1 broker in this JVM (Qpid), in clear or by TLS; it takes no message of more than
 * 100,000 bytes and forgets all when it stops.
 */
public final class TestAmqpBroker implements AutoCloseable {

  public static final String PASSWORD = "canary-of-the-broker";

  private final Path configuration;
  private final int port = TestPorts.free();
  private final boolean tls;
  private SystemLauncher broker;

  private TestAmqpBroker(@Nullable TestCertificates certificates) {
    tls = certificates != null;
    configuration =
        write(certificates == null ? clearConfiguration() : tlsConfiguration(certificates));
    start();
  }

  /** Starts one that speaks in clear. */
  public static TestAmqpBroker inClear() {
    return new TestAmqpBroker(null);
  }

  /** Starts one that speaks TLS and shows this certificate. */
  public static TestAmqpBroker byTls(TestCertificates certificates) {
    return new TestAmqpBroker(certificates);
  }

  public String uri() {
    return (tls ? "amqps" : "amqp") + "://chasqui:" + PASSWORD + "@localhost:" + port;
  }

  public void start() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put(SystemConfig.TYPE, "Memory");
    attributes.put(SystemConfig.INITIAL_CONFIGURATION_LOCATION, configuration.toString());
    attributes.put(SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false);
    attributes.put(
        "context",
        Map.of(
            SystemConfig.QPID_WORK_DIR,
            Objects.requireNonNull(configuration.getParent()).toString(),
            "qpid.max_message_size",
            "100000"));
    broker = new SystemLauncher();
    TestLocale.withoutOne(() -> startUp(attributes));
  }

  private void startUp(Map<String, Object> attributes) {
    try {
      broker.startup(attributes);
    } catch (Exception e) {
      throw new IllegalStateException("the broker did not start", e);
    }
  }

  public void stop() {
    broker.shutdown();
  }

  @Override
  public void close() {
    stop();
  }

  private String clearConfiguration() {
    return configuration("", "\"transports\": [\"TCP\"]");
  }

  private String tlsConfiguration(TestCertificates certificates) {
    String keyStore =
        """
        "keystores": [{
          "name": "keys", "type": "FileKeyStore", "keyStoreType": "PKCS12",
          "storeUrl": "%s", "password": "%s"}],
        """
            .formatted(certificates.keyStore(), TestCertificates.PASSWORD);
    return configuration(keyStore, "\"transports\": [\"SSL\"], \"keyStore\": \"keys\"");
  }

  private String configuration(String keyStore, String transport) {
    return """
    {
      "name": "test", "modelVersion": "%s",
      "authenticationproviders": [{
        "name": "people", "type": "Plain", "secureOnlyMechanisms": [],
        "users": [{"name": "chasqui", "type": "managed", "password": "%s"}]}],
      %s
      "ports": [{
        "name": "amqp", "port": %s, "bindingAddress": "127.0.0.1", "protocols": ["AMQP_0_9_1"],
        "authenticationProvider": "people", %s,
        "virtualhostaliases": [{"name": "default", "type": "defaultAlias"}]}],
      "virtualhostnodes": [{
        "name": "default", "type": "Memory", "defaultVirtualHostNode": true,
        "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"}]
    }
    """
        .formatted("9.0", PASSWORD, keyStore, port, transport);
  }

  private static Path write(String text) {
    try {
      Path file = Files.createTempFile("broker-", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
