package io.chasqui.benchmarks.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Date;

/** The yardsticks' message, of the same parts as Chasqui's: text, HTML and the report. */
public final class MailShape {

  public static final String FROM = "reports@chasqui.example";

  private MailShape() {}

  @SuppressWarnings("JavaUtilDate") // Jakarta Mail asks for one.
  public static MimeMessage compose(Session session, Corpus corpus, int number, byte[] report)
      throws MessagingException {
    MimeMessage mail = new MimeMessage(session);
    mail.setFrom(new InternetAddress(FROM));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress(corpus.recipient(number)));
    mail.setSubject(corpus.subject(number), "UTF-8");
    mail.setSentDate(new Date());
    mail.setHeader("X-Correlation-Id", corpus.correlationId(number));
    mail.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart alternatives = new MimeBodyPart();
    alternatives.setContent(
        new MimeMultipart("alternative", text(corpus.text(), "plain"), text(html(corpus), "html")));
    MimeBodyPart attachment = new MimeBodyPart();
    attachment.setDataHandler(new DataHandler(new ByteArrayDataSource(report, "application/pdf")));
    attachment.setFileName(corpus.correlationId(number) + ".pdf");
    mail.setContent(new MimeMultipart("mixed", alternatives, attachment));
    mail.saveChanges();
    return mail;
  }

  private static MimeBodyPart text(String content, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(content, "UTF-8", subtype);
    return part;
  }

  /** About as long as the worker's layout. */
  static String html(Corpus corpus) {
    return "<!doctype html><html><head><meta charset=\"utf-8\"><title>Report</title></head>"
        + "<body style=\"margin:0;padding:24px;font-family:Arial,Helvetica,sans-serif\">"
        + "<div style=\"max-width:600px;margin:0 auto;padding:24px;background:#ffffff\">\r\n"
        + "<h1 style=\"margin:0 0 16px;font-size:18px\">Report</h1>\r\n<p style=\"margin:0\">"
        + corpus.text().replace("\n", "<br>\r\n")
        + "</p></div></body></html>";
  }
}
