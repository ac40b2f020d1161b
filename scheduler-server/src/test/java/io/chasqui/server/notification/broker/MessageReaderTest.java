package io.chasqui.server.notification.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.notification.broker.Reading.Unreadable;
import io.chasqui.server.template.event.EventType;
import io.chasqui.server.template.event.EventType.Input;
import io.chasqui.server.template.event.Variable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageReaderTest {

  private static final ObjectMapper json = new ObjectMapper();
  private static final Wanted ALL = (event, message) -> true;

  private final Map<String, EventType> types = new HashMap<>();
  private final MessageReader reader =
      new MessageReader(name -> types.getOrDefault(name, EventType.unwritten(name)));

  static Stream<Arguments> theFourEventsInThreeEnvelopes() {
    Map<String, List<String>> events =
        Map.of(
            "PagoConfirmado", List.of("/pagoId", "P-2026-001", "2026-11-22T09:00:05Z"),
            "HiloPublicado", List.of("/hiloId", "4711", "2026-11-22T09:00:06Z"),
            "TransmisionIniciada", List.of("/transmisionId", "live-7", "2026-11-22T09:00:07Z"),
            "TicketConfirmado", List.of("/ticketId", "T-9", "2026-11-22T09:00:08Z"));
    return events.entrySet().stream()
        .flatMap(
            event ->
                Stream.of("camel", "pascal", "masstransit")
                    .map(
                        envelope ->
                            Arguments.of(
                                event.getKey(),
                                envelope,
                                event.getValue().get(0),
                                event.getValue().get(1),
                                Instant.parse(event.getValue().get(2)))));
  }

  @ParameterizedTest
  @MethodSource
  void theFourEventsInThreeEnvelopes(
      String event, String envelope, String pointer, String key, Instant occurredAt)
      throws IOException {
    types.put(event, withInput(event, new Input("/usuarioId", pointer, "", "/fecha")));
    byte[] body = file(event + "." + envelope);
    boolean isNamedByItsBody = envelope.equals("masstransit");

    IncomingEvent read =
        event(
            new BrokerMessage(
                "rabbitmq",
                null,
                isNamedByItsBody ? "" : event,
                null,
                "message-1",
                null,
                TestMessages.SENT,
                TestMessages.TRACE,
                body));

    assertThat(read.event()).isEqualTo(event);
    assertThat(read.messageId()).isEqualTo("message-1");
    assertThat(read.recipientId()).isEqualTo(TestMessages.RECIPIENT);
    assertThat(read.businessKey()).isEqualTo(key);
    assertThat(read.occurredAt()).isEqualTo(occurredAt);
    assertThat(read.traceparent()).hasToString("Traceparent[value=" + TestMessages.TRACE + "]");
    assertThat(json.readTree(read.data().toString()))
        .isEqualTo(json.readTree(file(event + ".camel")));
  }

  @Test
  void amountsKeepTheirDigits() {
    assertThat(event(of("{'usuarioId': '%s', 'monto': 199.90}")).data().get("monto").toString())
        .isEqualTo("199.90");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PagoConfirmado                      |               |                    | PagoConfirmado",
        "Payments.PagoConfirmado, Payments   | other         | Another            | PagoConfirmado",
        "urn:message:Payments:PagoConfirmado |               |                    | PagoConfirmado",
        "application/json                    | a.b.Pagado    |                    | Pagado",
        "                                    | Pagado        | Another            | Pagado",
        "                                    |               | urn:message:A:Paid | Paid"
      })
  void theEventIsNamedByTypeOrRoutingKeyOrBody(
      @Nullable String type, @Nullable String key, @Nullable String inBody, String event) {
    String body =
        "{'usuarioId': '%s'%s}"
            .replaceFirst("%s}", inBody == null ? "}" : ", 'evento': '" + inBody + "'}");
    BrokerMessage message =
        new BrokerMessage("rabbitmq", type, key, null, "1", null, null, null, of(body).body());

    assertThat(event(message).event()).isEqualTo(event);
  }

  @Test
  void aTopicNamesWhatNamesNothingItself() {
    BrokerMessage message =
        new BrokerMessage(
            "kafka",
            null,
            null,
            "payments.Paid",
            "1",
            null,
            null,
            null,
            of("{'userId': '%s'}").body());

    assertThat(event(message).event()).isEqualTo("Paid");
  }

  @ParameterizedTest
  @CsvSource({
    "destinatarioId, clave, datos",
    "recipientId, businessKey, data",
    "usuarioId, clave, payload",
    "userId, businessKey, datos",
    "DestinatarioId, Clave, Datos",
    "UserId, BusinessKey, Payload"
  })
  void withoutAPlaceTheUsualNamesAreLookedFor(String recipient, String key, String data) {
    IncomingEvent read =
        event(of("{'" + recipient + "': '%s', '" + key + "': 'k', '" + data + "': {'a': 1}}"));

    assertThat(read.recipientId()).isEqualTo(TestMessages.RECIPIENT);
    assertThat(read.businessKey()).isEqualTo("k");
    assertThat(read.data()).hasToString("{\"a\":1}");
    assertThat(read.occurredAt()).isEqualTo(TestMessages.SENT);
  }

  @Test
  void withoutDataAllElseIsData() {
    assertThat(event(of("{'UsuarioId': '%s', 'Clave': 'k', 'Monto': 1, 'URLPago': 'u'}")).data())
        .hasToString("{\"monto\":1,\"urlPago\":\"u\"}");
  }

  @Test
  void namesThatAreDeclaredInCapitalsStayAsTheyAre() {
    Map<String, Variable> variables =
        Map.of("Monto", new Variable(Variable.Type.DECIMAL, true, null, false));
    EventType type = EventType.unwritten("PagoConfirmado");
    types.put(
        "PagoConfirmado",
        new EventType(
            type.name(),
            1,
            type.category(),
            List.of(),
            type.strategy(),
            type.quietHours(),
            type.ttl(),
            type.window(),
            type.idempotency(),
            variables,
            null,
            null));

    assertThat(event(of("{'UsuarioId': '%s', 'Monto': 1, 'Otro': 2}")).data())
        .hasToString("{\"Monto\":1,\"otro\":2}");
  }

  @Test
  void aMessageWithoutAnIdIsKnownByItsBodyOrAsAWhole() {
    assertThat(idOf("a", "{'id': 7, 'usuarioId': '%s'}")).isEqualTo("a:7");
    assertThat(idOf("a", "{'usuarioId': '%s'}"))
        .hasSize(64)
        .isEqualTo(idOf("a", "{'usuarioId': '%s'}"))
        .isNotEqualTo(idOf("b", "{'usuarioId': '%s'}"))
        .isNotEqualTo(idOf("a", "{'usuarioId':  '%s'}"));
    assertThat(
            idOf(
                "a",
                "{'messageId': 'm', 'messageType': ['x'], 'message': {'id': 7, 'usuarioId':"
                    + " '%s'}}"))
        .isEqualTo("a:m");
  }

  @Test
  void aCorrelationIdIsTakenWhenItIsOne() {
    assertThat(correlated("pedido-1")).isEqualTo("pedido-1");
    assertThat(correlated("not one")).isNull();
    assertThat(correlated(null)).isNull();
  }

  @Test
  void aKeyThatIsTooLongIsKnownByItsDigest() {
    String key = "k".repeat(129);

    assertThat(event(of("{'usuarioId': '%s', 'clave': '" + key + "'}")).businessKey()).hasSize(64);
  }

  @Test
  void whatTheDatabaseCannotKeepIsLeftOut() {
    assertThat(event(of("{'usuarioId': '%s', 'a\\u0000': 'x\\u0000y\\ud800z'}")).data().toString())
        .isEqualTo("{\"a\":\"xy\uFFFDz\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NO_JSON      | no json",
        "NO_JSON      | ",
        "NO_JSON      | {} {}",
        "NO_JSON      | ['usuarioId']",
        "NO_RECIPIENT | {}",
        "NO_RECIPIENT | {'usuarioId': 'ana'}",
        "NO_RECIPIENT | {'usuarioId': null}",
        "TOO_DEEP     | {'usuarioId': [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}"
      })
  void whatNobodyCanReadIsSetAside(PoisonReason reason, @Nullable String body) {
    assertThat(reader.read(of(body == null ? "" : body), ALL)).isEqualTo(new Unreadable(reason));
  }

  @Test
  void sixteenLevelsAreNotTooDeep() {
    assertThat(event(of("{'usuarioId': '%s', 'a': " + "[".repeat(15) + "]".repeat(15) + "}")))
        .isNotNull();
  }

  @Test
  void whatIsTooLargeOrNamesNoEventIsSetAside() {
    String large = " ".repeat(256 * 1024 - 1) + "{}";
    BrokerMessage unnamed =
        new BrokerMessage("rabbitmq", null, "", null, "1", null, null, null, of("{}").body());

    assertThat(reader.read(of(large), ALL)).isEqualTo(new Unreadable(PoisonReason.TOO_LARGE));
    assertThat(reader.read(unnamed, ALL)).isEqualTo(new Unreadable(PoisonReason.NO_EVENT));
  }

  @ParameterizedTest
  @CsvSource({
    "NotificacionCreada",
    "NotificacionReintentada",
    "delivery.sending",
    "alert.raised",
    "UsuarioCreado"
  })
  void whatIsOursOrNotAskedForIsPassedOver(String event) {
    Wanted wanted = (name, message) -> !name.equals("UsuarioCreado");

    assertThat(reader.read(TestMessages.message(event, "1", "no json"), wanted))
        .isEqualTo(new Reading.Ignored());
  }

  @Test
  void aPointInAnEventsOwnNameIsKeptWhereItIsAskedFor() {
    Wanted wanted = (name, message) -> name.equals("pago.confirmado");

    assertThat(reader.read(TestMessages.about("pago.confirmado"), wanted))
        .isInstanceOfSatisfying(
            Reading.Event.class, it -> assertThat(it.event().event()).isEqualTo("pago.confirmado"));
  }

  private String idOf(String routingKey, String body) {
    return event(TestMessages.message(routingKey, null, quoted(body))).messageId();
  }

  private @Nullable String correlated(@Nullable String id) {
    IncomingEvent read =
        event(
            new BrokerMessage(
                "rabbitmq",
                null,
                "Paid",
                null,
                "1",
                id,
                null,
                null,
                of("{'usuarioId': '%s'}").body()));
    return read.correlationId() == null ? null : read.correlationId().value();
  }

  private IncomingEvent event(BrokerMessage message) {
    Reading reading = reader.read(message, ALL);
    assertThat(reading).isInstanceOf(Reading.Event.class);
    return ((Reading.Event) reading).event();
  }

  private static BrokerMessage of(String body) {
    return TestMessages.message("PagoConfirmado", "message-1", quoted(body));
  }

  private static String quoted(String body) {
    return body.replace('\'', '"').replace("%s", TestMessages.RECIPIENT.toString());
  }

  private static EventType withInput(String event, Input input) {
    EventType type = EventType.unwritten(event);
    return new EventType(
        event,
        1,
        type.category(),
        List.of(),
        type.strategy(),
        type.quietHours(),
        type.ttl(),
        type.window(),
        type.idempotency(),
        Map.of(),
        input,
        null);
  }

  private static byte[] file(String name) {
    try (InputStream file =
        MessageReaderTest.class.getResourceAsStream("/messages-of-brokers/" + name + ".json")) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
