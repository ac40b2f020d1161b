package io.chasqui.email;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.StoredRecipient;
import io.chasqui.delivery.link.UnsubscribeLinks;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAnswer;
import io.chasqui.report.StoredReport;
import io.chasqui.testing.TestStorage;
import io.chasqui.worker.report.Report;
import io.chasqui.worker.report.ReportReader;
import io.chasqui.worker.report.ReportReaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** Settings, deliveries and messages for tests. */
public final class TestEmail {

  public static final byte[] PDF = pdf(100_000);

  private TestEmail() {}

  /** Settings as Spring binds them, with a host and a sender unless given. */
  public static EmailSettings settings(Map<String, String> given) {
    Map<String, String> keys = new HashMap<>();
    keys.put("chasqui.email.host", "localhost");
    keys.put("chasqui.email.from", "Berichte <reports@example.com>");
    given.forEach((key, value) -> keys.put("chasqui.email." + key, value));
    return new Binder(new MapConfigurationPropertySource(keys))
        .bindOrCreate("chasqui.email", EmailSettings.class);
  }

  public static byte[] pdf(int size) {
    byte[] pdf = new byte[size];
    new Random(1).nextBytes(pdf);
    byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, pdf, 0, head.length);
    return pdf;
  }

  public static ClaimedDelivery delivery(
      String recipient, String subject, String message, @Nullable String attachmentName) {
    return new ClaimedDelivery(
        DeliveryId.fresh(),
        new CorrelationId("report-1"),
        null,
        Channel.EMAIL,
        new StoredRecipient(Recipient.Kind.EMAIL_ADDRESS, recipient),
        subject,
        message,
        new CorrelationId("report-1"),
        attachmentName,
        OnUnknown.RESEND,
        null,
        1,
        0,
        false,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        false,
        null);
  }

  public static ClaimedDelivery delivery() {
    return delivery("ivan@example.org", "Your report", "Hello", "report.pdf");
  }

  /** Finds the report of {@link #delivery()}. */
  public static ReportReader reports(DataSize limit) {
    return new ReportReaders(
            new OneReport("report-1", PDF),
            TestStorage.settings(DataSize.ofMegabytes(100), DataSize.ofMegabytes(1)),
            queue -> 32,
            new SimpleMeterRegistry())
        .reader(Channel.EMAIL, new Base64Lines(), limit);
  }

  /** A small mail. */
  public static ComposedMail mail(EmailSettings settings) {
    return mail(settings, 100);
  }

  /**
   * @param size of the report, in bytes
   */
  public static ComposedMail mail(EmailSettings settings, int size) {
    return composer(settings).compose(delivery(), address("ivan@example.org"), report(pdf(size)));
  }

  private static Report report(byte[] pdf) {
    try {
      byte[] lines = new Base64Lines().read(new ByteArrayInputStream(pdf), pdf.length);
      return new Report(lines, "unused");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A small mail to an address that can be used. */
  public static ComposedMail mail(EmailSettings settings, String recipient) {
    return composer(settings).compose(delivery(), address(recipient), report(pdf(100)));
  }

  private static EmailAddress address(String address) {
    return EmailAddress.of(address);
  }

  public static MailComposer composer(EmailSettings settings) {
    return new MailComposer(
        EmailAccount.of(settings),
        HtmlLayout.of(settings.layout()),
        Clock.systemUTC(),
        UnsubscribeLinks.none());
  }

  /** A storage with one report. */
  @SuppressWarnings("ArrayRecordComponent")
  private record OneReport(String id, byte[] pdf) implements ReportStorage {

    private static final String VERSION = "1";

    @Override
    public StorageAnswer open(CorrelationId asked, @Nullable String knownVersion) {
      if (!asked.value().equals(id)) {
        return new StorageAnswer.NotThere();
      }
      return VERSION.equals(knownVersion)
          ? new StorageAnswer.Unchanged()
          : new StoredReport(new ByteArrayInputStream(pdf), pdf.length, VERSION);
    }

    @Override
    public void put(CorrelationId asked, InputStream content) {
      throw new UnsupportedOperationException();
    }
  }
}
