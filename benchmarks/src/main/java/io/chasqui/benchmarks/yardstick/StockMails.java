package io.chasqui.benchmarks.yardstick;

import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.mail.MailShape;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The body of the yardstick's jobs; static, because JobRunr has no container to ask here. */
public final class StockMails {

  private static final Map<String, Corpus> CORPORA = new ConcurrentHashMap<>();
  private static final AtomicInteger SENT = new AtomicInteger();
  private static volatile Session session = Session.getInstance(new Properties());

  private StockMails() {}

  static void sendTo(int smtpPort) {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(smtpPort));
    properties.put("mail.smtp.connectiontimeout", "10000");
    properties.put("mail.smtp.timeout", "30000");
    session = Session.getInstance(properties);
  }

  static void know(Corpus corpus) {
    CORPORA.put(corpus.prefix(), corpus);
  }

  static int sent() {
    return SENT.get();
  }

  /** Sends one mail over a connection of its own. */
  public static void send(String prefix, int number) throws MessagingException, IOException {
    Corpus corpus = CORPORA.get(prefix);
    if (corpus == null) {
      throw new IllegalStateException("No such mails: " + prefix);
    }
    byte[] report = Files.readAllBytes(corpus.file(number));
    Transport.send(MailShape.compose(session, corpus, number, report));
    SENT.incrementAndGet();
  }
}
