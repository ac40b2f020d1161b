package io.chasqui.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.chasqui.contract.alert.AlertList;
import io.chasqui.contract.alert.AlertView;
import io.chasqui.contract.contact.ContactDelivery;
import io.chasqui.contract.contact.ContactMessagePage;
import io.chasqui.contract.contact.ContactMessageView;
import io.chasqui.contract.contact.ContactQueued;
import io.chasqui.contract.contact.ContactRequest;
import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryPage;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.contract.delivery.RescheduleRequest;
import io.chasqui.contract.event.AlertEvent;
import io.chasqui.contract.event.AlertEventType;
import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.contract.event.DeliveryEvent;
import io.chasqui.contract.event.DeliveryEventType;
import io.chasqui.contract.job.EmailJobs;
import io.chasqui.contract.job.MessagingJobs;
import io.chasqui.contract.key.CreateKeyRequest;
import io.chasqui.contract.key.KeyCreated;
import io.chasqui.contract.key.KeyList;
import io.chasqui.contract.key.KeyView;
import io.chasqui.contract.notify.NotifyQueued;
import io.chasqui.contract.notify.NotifyRequest;
import io.chasqui.contract.report.ReportView;
import io.chasqui.contract.schedule.BatchItemStatus;
import io.chasqui.contract.schedule.BatchLine;
import io.chasqui.contract.schedule.EmailScheduled;
import io.chasqui.contract.schedule.FieldError;
import io.chasqui.contract.schedule.MessagingScheduled;
import io.chasqui.contract.schedule.ScheduleEmailRequest;
import io.chasqui.contract.schedule.ScheduleMessagingRequest;
import io.chasqui.contract.schedule.ScheduleRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The wire form of every public type is frozen in src/test/resources/golden. */
class GoldenFilesTest {

  private static final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final UUID ID = UUID.fromString("01a2016b-78ea-71a4-bd4b-17a493136127");
  private static final Instant TIME = Instant.parse("2026-11-22T09:00:05.123456Z");

  private static final KeyView KEY =
      new KeyView("5f0c1a92be47", "billing", List.of("schedule", "read"), TIME, TIME, null, null);

  private static final AttemptView ATTEMPT =
      new AttemptView(
          1,
          TIME,
          TIME.plusSeconds(1),
          AttemptPhase.ANSWERED,
          AttemptOutcome.TEMPORARY_FAILURE,
          "SEND_FAILED",
          "451 later",
          "email-worker@host:1");

  private static final DeliveryView DELIVERY =
      new DeliveryView(
          ID,
          "report-1",
          Channel.EMAIL,
          DeliveryStatus.RETRYING,
          "ivan@straße.example",
          "ivan@xn--strae-oqa.example",
          "Report",
          42L,
          TIME,
          TIME.plusSeconds(60),
          TIME,
          null,
          TIME.plusSeconds(5),
          "SEND_FAILED",
          "451 later",
          null,
          List.of(ATTEMPT));

  private static final AlertView ALERT =
      new AlertView(ID, "CHANNEL_FAULT", "smtp:host:587", "rests", TIME, null);
  private static final ContactMessageView CONTACT_MESSAGE =
      new ContactMessageView(
          ID,
          TIME,
          "Ana",
          "ana@example.com",
          "Hello",
          "es",
          List.of(new ContactDelivery(ID, DeliveryStatus.DELIVERED)));

  private static final FieldError FIELD_ERROR = new FieldError("toEmail", "is required");

  private static final DeliveryEvent DELIVERY_EVENT =
      new DeliveryEvent(
          1,
          ID,
          4711,
          DeliveryEventType.RETRYING,
          TIME,
          ID,
          "report-1",
          Channel.EMAIL,
          DeliveryStatus.RETRYING,
          DeliveryStatus.SENDING,
          1,
          "SEND_FAILED",
          TIME,
          TIME.plusSeconds(5),
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

  private static final AlertEvent ALERT_EVENT =
      new AlertEvent(
          1,
          ID,
          4712,
          AlertEventType.RAISED,
          TIME,
          ID,
          "channel-failing",
          "smtp:mail.example.com:587",
          AlertSeverity.CRITICAL,
          "6 attempts in a row have failed");

  private static final Map<Class<?>, Object> RECORDS =
      Stream.of(
              ALERT,
              new AlertList(List.of(ALERT)),
              DELIVERY_EVENT,
              ALERT_EVENT,
              ATTEMPT,
              DELIVERY,
              new DeliveryPage(List.of(DELIVERY), ID.toString()),
              new ReportView("report-1", 1234, "00ff"),
              new EmailScheduled(
                  ID,
                  "report-1",
                  "Scheduled",
                  TIME,
                  "ok",
                  "ivan@straße.example",
                  "ivan@xn--strae-oqa.example"),
              new MessagingScheduled(ID, "report-1", "Scheduled", TIME, "ok", "1001", null),
              BatchLine.scheduled(7, ID, "report-1", TIME, "ivan@xn--strae-oqa.example"),
              FIELD_ERROR,
              new RescheduleRequest("2026-11-22T09:00:05Z"),
              new CreateKeyRequest("billing", List.of("schedule"), "2027-11-22T09:00:05Z"),
              new KeyCreated(
                  "chq_5f0c1a92be47_00ff", "5f0c1a92be47", "billing", List.of("read"), TIME, null),
              KEY,
              new KeyList(List.of(KEY)),
              new ContactRequest(
                  ID.toString(), "Ana", "ana@example.com", "Hello", "https://spam.example"),
              new ContactQueued("queued", "ok"),
              CONTACT_MESSAGE.deliveries().get(0),
              CONTACT_MESSAGE,
              new ContactMessagePage(List.of(CONTACT_MESSAGE), ID.toString()),
              new NotifyRequest(
                  ID.toString(), "ana@example.com", "Your order", "It is on its way."),
              new NotifyQueued("queued", "ok", ID, "ivan@xn--strae-oqa.example"),
              new ScheduleEmailRequest(
                  "report-1",
                  "ivan@example.com",
                  "Report",
                  "Hello",
                  42L,
                  "2026-11-22T09:00:05Z",
                  "PT5M",
                  "2026-11-23T09:00:05Z",
                  "r.pdf",
                  "hold"),
              new ScheduleMessagingRequest(
                  "report-1",
                  "telegram",
                  "1001",
                  "+79991234567",
                  "Hello",
                  42L,
                  "2026-11-22T09:00:05Z",
                  "PT5M",
                  "2026-11-23T09:00:05Z",
                  "r.pdf",
                  "resend"))
          .collect(Collectors.toMap(Object::getClass, Function.identity()));

  private static final Set<Class<?>> ENUMS =
      Set.of(
          Channel.class,
          DeliveryStatus.class,
          AttemptOutcome.class,
          AttemptPhase.class,
          OnUnknown.class,
          BatchItemStatus.class,
          DeliveryEventType.class,
          AlertEventType.class,
          AlertSeverity.class);

  private static final Set<Class<?>> JOBS = Set.of(EmailJobs.class, MessagingJobs.class);

  /** Has no wire form of its own: its records have theirs. */
  private static final Set<Class<?>> COMMON_PARTS = Set.of(ScheduleRequest.class);

  @TestFactory
  Stream<DynamicTest> recordsAreWrittenAndReadAsTheirGoldenFileSays() {
    return RECORDS.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey().getSimpleName(),
                    () -> {
                      String golden = golden(entry.getKey());
                      assertThat(json.readTree(json.writeValueAsString(entry.getValue())))
                          .isEqualTo(json.readTree(golden));
                      assertThat((Object) json.readValue(golden, entry.getKey()))
                          .isEqualTo(entry.getValue());
                    }));
  }

  @Test
  void aLineOfARefusedItemHasItsErrorsInPlaceOfAJob() throws Exception {
    BatchLine line = BatchLine.refused(7, null, BatchItemStatus.INVALID, List.of(FIELD_ERROR));

    assertThat(json.writeValueAsString(line))
        .isEqualTo(
            "{\"index\":7,\"status\":\"Invalid\","
                + "\"errors\":[{\"field\":\"toEmail\",\"message\":\"is required\"}]}");
  }

  @TestFactory
  Stream<DynamicTest> constantsAreThoseOfTheirGoldenFile() {
    return ENUMS.stream()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.getSimpleName(),
                    () ->
                        assertThat(json.readTree(json.writeValueAsString(type.getEnumConstants())))
                            .isEqualTo(json.readTree(golden(type)))));
  }

  /** JobRunr stores these names in the database: a renamed one would strand its jobs. */
  @TestFactory
  Stream<DynamicTest> jobSignaturesAreThoseOfTheirGoldenFile() {
    return JOBS.stream()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.getSimpleName(),
                    () ->
                        assertThat(json.readTree(json.writeValueAsString(signatures(type))))
                            .isEqualTo(json.readTree(golden(type)))));
  }

  @Test
  void everyPublicTypeHasAGoldenFile() {
    Set<String> published =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.chasqui.contract")
                .stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    COMMON_PARTS.forEach(type -> published.remove(type.getSimpleName()));

    Set<String> frozen =
        Stream.of(RECORDS.keySet(), ENUMS, JOBS)
            .flatMap(Set::stream)
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());

    assertThat(frozen).isEqualTo(published);
  }

  private static Map<String, String> signatures(Class<?> type) {
    Map<String, String> signatures = new TreeMap<>();
    for (Method method : type.getMethods()) {
      signatures.put(
          type.getName() + "." + method.getName(),
          Arrays.stream(method.getParameterTypes())
              .map(Class::getName)
              .collect(Collectors.joining(",")));
    }
    return signatures;
  }

  private static String golden(Class<?> type) throws IOException {
    String file = "/golden/" + type.getSimpleName() + ".json";
    try (InputStream content = GoldenFilesTest.class.getResourceAsStream(file)) {
      assertThat(content).as(file).isNotNull();
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
