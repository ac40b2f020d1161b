package io.chasqui.platform.http;

import io.chasqui.platform.config.InvalidSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom we believe to be a server: what the JVM trusts, and at the operator's word more. */
public final class TrustedCertificates {

  private TrustedCertificates() {}

  /**
   * A client's side of TLS.
   *
   * @param key the setting that names the file
   * @param pem certificates to trust besides the JVM's; null: none
   * @throws InvalidSetting when the file holds no certificate
   */
  public static SSLContext context(String key, @Nullable Path pem) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, pem == null ? null : trusting(read(key, pem)), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS cannot be set up", e);
    }
  }

  private static TrustManager[] trusting(Collection<? extends Certificate> more)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : jvmCertificates()) {
      store.setCertificateEntry("jvm-" + number++, certificate);
    }
    for (Certificate certificate : more) {
      store.setCertificateEntry("more-" + number++, certificate);
    }
    return trustManagers(store);
  }

  private static List<X509Certificate> jvmCertificates() throws GeneralSecurityException {
    for (TrustManager manager : trustManagers(null)) {
      if (manager instanceof X509TrustManager trusted) {
        return List.of(trusted.getAcceptedIssuers());
      }
    }
    return List.of();
  }

  private static TrustManager[] trustManagers(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static Collection<? extends Certificate> read(String key, Path pem)
      throws CertificateException {
    String mend = "Name a PEM file with the certificate of your CA, or of the server itself.";
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new InvalidSetting(key, "holds no certificate.", mend);
      }
      return found;
    } catch (IOException e) {
      throw new InvalidSetting(key, "cannot be read: " + e, mend);
    } catch (CertificateException e) {
      throw new InvalidSetting(key, "holds no certificate.", mend);
    }
  }
}
