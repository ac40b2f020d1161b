package io.chasqui.email;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.chasqui.testing.TestCertificates;

/** A mail server on a free port of {@code localhost}. */
public final class TestGreenMail {

  static {
    // Read once by GreenMail, before its first TLS server.
    System.setProperty(
        "greenmail.tls.keystore.file", TestCertificates.ofLocalhost().keyStore().toString());
    System.setProperty("greenmail.tls.keystore.password", TestCertificates.PASSWORD);
  }

  private TestGreenMail() {}

  public static GreenMail smtp() {
    return started(ServerSetup.PROTOCOL_SMTP);
  }

  public static GreenMail smtps() {
    return started(ServerSetup.PROTOCOL_SMTPS);
  }

  private static GreenMail started(String protocol) {
    GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", protocol));
    mail.start();
    return mail;
  }
}
