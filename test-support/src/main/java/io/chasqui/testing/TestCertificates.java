package io.chasqui.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Self-signed certificates, made by the JDK's keytool. */
public final class TestCertificates {

  public static final String PASSWORD = "changeit";

  private static final TestCertificates LOCALHOST = new TestCertificates("dns:localhost");
  private static final TestCertificates OTHER_HOST = new TestCertificates("dns:other.example");
  private static final char[] KEY_PASSWORD = PASSWORD.toCharArray();

  private final Path keyStore;
  private final Path pem;

  private TestCertificates(String names) {
    try {
      Path directory = Files.createTempDirectory("certificates");
      directory.toFile().deleteOnExit();
      keyStore = directory.resolve("server.p12");
      pem = directory.resolve("server.pem");
      keytool(
          "-genkeypair",
          "-alias",
          "server",
          "-keyalg",
          "EC",
          "-dname",
          "CN=test",
          "-ext",
          "san=" + names,
          "-validity",
          "2");
      keytool("-exportcert", "-alias", "server", "-rfc", "-file", pem.toString());
      keyStore.toFile().deleteOnExit();
      pem.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For {@code localhost}. */
  public static TestCertificates ofLocalhost() {
    return LOCALHOST;
  }

  /** For {@code localhost} too, of another key; a new one with each call. */
  public static TestCertificates ofLocalhostRenewed() {
    return new TestCertificates("dns:localhost");
  }

  /** For a host of another name. */
  public static TestCertificates ofOtherHost() {
    return OTHER_HOST;
  }

  public Path keyStore() {
    return keyStore;
  }

  /** To be trusted by a client. */
  public Path pem() {
    return pem;
  }

  /** The private key of {@link #pem()}, as PKCS #8 without a password. */
  public String privateKeyPem() {
    try {
      byte[] key = store().getKey("server", KEY_PASSWORD).getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder().encodeToString(key)
          + "\n-----END PRIVATE KEY-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public X509Certificate certificate() {
    try {
      return (X509Certificate) store().getCertificate("server");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A server's side. */
  public SSLContext context() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store(), KEY_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client's side: trusts these certificates and no others. */
  public static SSLContext trusting(TestCertificates... trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (TestCertificates each : trusted) {
        store.setCertificateEntry(each.pem.toString(), each.certificate());
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore store() {
    try (InputStream in = Files.newInputStream(keyStore)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, KEY_PASSWORD);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    try {
      Process keytool =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
