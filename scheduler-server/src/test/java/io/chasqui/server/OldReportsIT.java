package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.PersonalData;
import io.chasqui.delivery.ReportNeeds;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.RemovableReports;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAnswer.NotThere;
import io.chasqui.report.StorageSettings;
import io.chasqui.report.StoredReport;
import io.chasqui.server.report.OldReports;
import io.chasqui.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports go when nobody has needed them for long, and what anybody needs does not. */
class OldReportsIT {

  private static final Duration KEEP = Duration.ofDays(90);
  private static final String REPORT = "q3";

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  private final JdbcClient jdbc = server.bean(JdbcClient.class);
  private final Deliveries deliveries = server.bean(Deliveries.class);
  private final ReportStorage storage = server.bean(ReportStorage.class);

  @BeforeEach
  void anOldReport() {
    server.database.truncate("report, delivery_message, jobrunr_jobs");
    store(REPORT, "%PDF-old");
    age(KEEP.plusDays(1));
  }

  @Test
  void whatNobodyNamesGoes() {
    assertThat(remove()).isEqualTo(1);

    assertThat(isThere()).isFalse();
    assertThat(server.get("/api/reports/" + REPORT).statusCode()).isEqualTo(404);
    assertThat(server.count("report")).isZero();
    assertThat(remove()).isZero();
  }

  @Test
  void whatWasStoredLaterStays() {
    store("later", "%PDF-new");

    assertThat(remove()).isEqualTo(1);

    assertThat(server.get("/api/reports/later").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCHEDULED", "QUEUED", "SENDING", "RETRYING", "UNCERTAIN"})
  void whatADeliveryCarriesThatIsNotOverStays(String status) {
    deliveries.schedule(anEmail().withCorrelationId(REPORT).build());
    state(
        "status = '%s', failure_code = 'X', scheduled_time = '2020-01-01', completed_at = %s"
            .formatted(status, status.equals("UNCERTAIN") ? "'2020-01-02'" : "NULL"));

    assertThat(remove()).isZero();

    assertThat(isThere()).isTrue();
  }

  @Test
  void itGoesWhenTheLastDeliveryThatCarriedItEndedLongAgo() {
    deliveries.schedule(anEmail().withCorrelationId(REPORT).build());
    deliveries.schedule(anEmail().withCorrelationId(REPORT).build());
    state("status = 'DELIVERED', completed_at = now() - interval '89 days'");
    assertThat(remove()).isZero();

    jdbc.sql("UPDATE report SET needed_at = needed_at - interval '2 days'").update();
    state("completed_at = completed_at - interval '2 days'");

    assertThat(remove()).isEqualTo(1);
  }

  @Test
  void whatIsNamedApartFromTheCorrelationIdStaysToo() {
    deliveries.schedule(carrying(REPORT, "mailing-1"));

    assertThat(remove()).isZero();
  }

  @Test
  void aDeliveryOfThatCorrelationIdThatCarriesAnotherReportOrNoneDoesNotNeedIt() {
    deliveries.schedule(anEmail().withCorrelationId(REPORT).withoutReport().build());
    deliveries.schedule(carrying("another", REPORT));

    assertThat(remove()).isEqualTo(1);
  }

  /** Its attachment's name is personal data, and gone. */
  @Test
  void anErasedDeliveryStillSaysWhatItCarried() {
    deliveries.schedule(anEmail().withCorrelationId(REPORT).build());
    deliveries.schedule(carrying("later", "mailing-1"));
    store("later", "%PDF-1");
    age(KEEP.plusDays(1));
    state("status = 'DELIVERED', completed_at = now() - interval '31 days'");
    assertThat(server.bean(PersonalData.class).erase(Duration.ofDays(30), 10)).isEqualTo(2);

    assertThat(remove()).isZero();
    jdbc.sql("UPDATE report SET needed_at = needed_at - interval '60 days'").update();
    state("completed_at = completed_at - interval '60 days'");
    assertThat(remove()).isEqualTo(2);
  }

  /** Or a million that are scheduled for next year would be looked at every minute. */
  @Test
  void whatIsNeededIsNotLookedAtAgainBeforeItsTime() {
    deliveries.schedule(anEmail().withCorrelationId(REPORT).build());
    state("scheduled_time = now() + interval '200 days'");

    assertThat(remove()).isZero();

    assertThat(server.count("report WHERE needed_at > now() + interval '199 days'")).isEqualTo(1);
  }

  /** Or a round would not end while a million are needed. */
  @Test
  void whatTurnsOutToBeNeededCountsTowardsABatch() {
    for (String id : new String[] {"a", "b", "c"}) {
      store(id, "%PDF-old");
      deliveries.schedule(anEmail().withCorrelationId(id).build());
    }
    jdbc.sql(
            """
            UPDATE report SET needed_at = NULL, stored_at = now()
              - CASE correlation_id WHEN 'q3' THEN interval '91 days' ELSE interval '95 days' END
            """)
        .update();

    assertThat(reports((RemovableReports) storage).remove(KEEP, 2)).isZero();

    assertThat(server.count("report WHERE needed_at > now() - interval '1 day'")).isEqualTo(2);
    assertThat(reports((RemovableReports) storage).remove(KEEP, 2)).isEqualTo(1);
  }

  @Test
  void aDeliveryThatIsAcceptedWhileItIsSetAsideFindsIt() {
    OldReports reports =
        reports(
            new Hooked(storage) {
              @Override
              void afterSettingAside() {
                assertThat(isThere()).isFalse();
                elsewhere(() -> deliveries.schedule(anEmail().withCorrelationId(REPORT).build()));
              }
            });

    assertThat(reports.remove(KEEP, 10)).isZero();

    assertThat(text()).isEqualTo("%PDF-old");
    assertThat(remove()).isZero();
  }

  @Test
  void aReportThatIsStoredWhileTheOldOneGoesStays() {
    CompletableFuture<?>[] storing = new CompletableFuture<?>[1];
    OldReports reports =
        reports(
            new Hooked(storage) {
              @Override
              void afterSettingAside() {
                storing[0] = CompletableFuture.runAsync(() -> store(REPORT, "%PDF-new"));
                await()
                    .until(
                        () -> storing[0].isDone() || server.count(TestDatabase.WAITING_HERE) > 0);
              }
            });

    reports.remove(KEEP, 10);
    storing[0].join();

    assertThat(text()).isEqualTo("%PDF-new");
    assertThat(server.count("report WHERE sha256 IS NOT NULL")).isEqualTo(1);
    assertThat(remove()).isZero();
  }

  @Test
  void aReportThatIsBeingStoredWhileItsTurnComesStays() {
    jdbc.sql("UPDATE report SET needed_at = now()").update();

    assertThat(remove()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerThatDiesWhenItHasSetAReportAsideIsFollowedByAnother(boolean isNeededAgain) {
    OldReports dying =
        reports(
            new Hooked(storage) {
              @Override
              void afterSettingAside() {
                throw new IllegalStateException("killed");
              }
            });
    assertThatThrownBy(() -> dying.remove(KEEP, 10)).hasMessage("killed");
    assertThat(isThere()).isFalse();
    if (isNeededAgain) {
      deliveries.schedule(anEmail().withCorrelationId(REPORT).build());
    }

    assertThat(remove()).isEqualTo(isNeededAgain ? 0 : 1);

    assertThat(isThere()).isEqualTo(isNeededAgain);
  }

  @Test
  void oneThatCannotBeRemovedHoldsUpNoOther() {
    store("younger", "%PDF-old");
    age(KEEP.plusDays(1));
    OldReports broken =
        reports(
            new Hooked(storage) {
              @Override
              void afterSettingAside() throws IOException {
                throw new IOException("denied");
              }
            });
    assertThat(broken.remove(KEEP, 10)).isZero();

    assertThat(remove()).isEqualTo(1);

    assertThat(server.get("/api/reports/younger").statusCode()).isEqualTo(404);
    assertThat(server.count("report")).isEqualTo(1);
  }

  @Test
  void whatSomebodyElsePutThereSinceStays() throws IOException {
    Files.setLastModifiedTime(directory().resolve(REPORT + ".pdf"), FileTime.from(Instant.now()));

    assertThat(remove()).isZero();

    assertThat(isThere()).isTrue();
  }

  @Test
  void whatNobodyStoredByTheApiIsLeftAlone() throws IOException {
    jdbc.sql("DELETE FROM report").update();

    assertThat(remove()).isZero();

    assertThat(isThere()).isTrue();
  }

  private int remove() {
    return reports((RemovableReports) storage).remove(KEEP, 10);
  }

  private OldReports reports(RemovableReports removable) {
    return new OldReports(
        removable, server.bean(ReportNeeds.class), jdbc, server.bean(TransactionTemplate.class));
  }

  private static DeliveryRequest carrying(String report, String correlationId) {
    return DeliveryRequest.email(EmailAddress.of("ivan@example.com"))
        .origin(Origin.REQUEST)
        .correlationId(new CorrelationId(correlationId))
        .message("x")
        .report(new CorrelationId(report), "x.pdf")
        .at(Instant.now())
        .build();
  }

  private static void store(String id, String pdf) {
    byte[] bytes = pdf.getBytes(StandardCharsets.UTF_8);
    assertThat(server.put("/api/reports/" + id, "application/pdf", bytes).statusCode())
        .isBetween(200, 201);
  }

  private void age(Duration by) {
    jdbc.sql(
            """
            UPDATE report
            SET stored_at = stored_at - :millis * interval '1 ms',
                needed_at = needed_at - :millis * interval '1 ms'
            """)
        .param("millis", by.toMillis())
        .update();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory())) {
      for (Path file : files) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(by)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory() {
    return server.bean(StorageSettings.class).directory().path();
  }

  /** Another caller, beside this one's transaction. */
  private static <T> T elsewhere(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call).join();
  }

  private void state(String assignments) {
    jdbc.sql("UPDATE delivery_state SET " + assignments).update();
  }

  private boolean isThere() {
    try {
      return !(storage.look(new CorrelationId(REPORT)) instanceof NotThere);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    try (StoredReport report = (StoredReport) storage.open(new CorrelationId(REPORT), null)) {
      return new String(report.content().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The storage, and what happens in the moment when a report is out of sight. */
  private abstract static class Hooked implements RemovableReports {

    private final RemovableReports storage;

    Hooked(ReportStorage storage) {
      this.storage = (RemovableReports) storage;
    }

    abstract void afterSettingAside() throws IOException;

    @Override
    public boolean setAside(CorrelationId id, Instant unchangedSince) throws IOException {
      boolean aside = storage.setAside(id, unchangedSince);
      afterSettingAside();
      return aside;
    }

    @Override
    public void bringBack(CorrelationId id) throws IOException {
      storage.bringBack(id);
    }

    @Override
    public void removeAside(CorrelationId id) throws IOException {
      storage.removeAside(id);
    }
  }
}
