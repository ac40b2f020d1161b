package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.api.access.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypesApiIT {

  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void oneOfWhichNothingIsSaidHasDefaults() {
    HttpResponse<String> made = put("/api/event-types/Empty", "{}");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body())
        .isEqualTo(
            quoted(
                "{'event':'Empty','category':'general','channels':[],'strategy':'first',"
                    + "'quietHours':'hold','ttl':'PT24H','window':'PT24H','idempotency':'key',"
                    + "'variables':{},'input':null,'defaultLocale':null}"));
  }

  @Test
  void theAddressChoosesTheLanguageAndBothAreTakenOnEither() {
    HttpResponse<String> spanish =
        put(
            "/api/eventos/PagoConfirmado",
            "{'categoria': 'payments', 'Canales': ['Email', 'sms'], 'strategy': 'ALL', 'silencio':"
                + " 'next', 'ttl': 'PT1H', 'Window': 'PT2H', 'idempotencia': 'event-recipient',"
                + " 'variables': {'monto': {'type': 'decimal', 'required': true, 'maxLength': 40}},"
                + " 'entrada': {'destinatario': '/usuarioId', 'businessKey': '/pagoId', 'datos':"
                + " ''}, 'idiomaPorDefecto': 'es-pe'}");

    assertThat(spanish.statusCode()).isEqualTo(201);
    assertThat(spanish.body())
        .isEqualTo(
            quoted(
                "{'evento':'PagoConfirmado','categoria':'payments','canales':['Email','Sms'],"
                    + "'estrategia':'all','silencio':'next','ttl':'PT1H','ventana':'PT2H',"
                    + "'idempotencia':'event-recipient','variables':{'monto':{'type':'decimal',"
                    + "'required':true,'maxLength':40,'pii':false}},'entrada':{'destinatario':"
                    + "'/usuarioId','clave':'/pagoId','datos':'','ocurridoEn':null},"
                    + "'idiomaPorDefecto':'es-PE'}"));
    JsonNode english = read(server.get("/api/event-types/PagoConfirmado"));
    assertThat(english.path("channels").toString()).isEqualTo("[\"EMAIL\",\"SMS\"]");
    assertThat(english.at("/input/recipient").asText()).isEqualTo("/usuarioId");
    assertThat(put("/api/event-types/PagoConfirmado", english.toString()).statusCode())
        .as("the name of the event is of the address alone")
        .isEqualTo(400);
    assertThat(server.get("/api/eventos").body()).contains("\"evento\":\"PagoConfirmado\"");
    assertThat(delete("/api/eventos/PagoConfirmado").statusCode()).isEqualTo(204);
    assertThat(delete("/api/event-types/PagoConfirmado").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "category                   | {'category': 'a b'}",
        "channels                   | {'channels': ['FAX']}",
        "strategy                   | {'strategy': 'some'}",
        "quietHours                 | {'silencio': 'x'}",
        "ttl                        | {'ttl': 'PT59S'}",
        "window                     | {'ventana': 'P367D'}",
        "idempotency                | {'idempotency': 'none'}",
        "variables                  | {'variables': {'1a': {}}}",
        "variables.a.type           | {'variables': {'a': {'type': 'text'}}}",
        "variables.a.maxLength      | {'variables': {'a': {'maxLength': 0}}}",
        "input.recipient            | {'entrada': {'destinatario': 'usuarioId'}}",
        "defaultLocale              | {'defaultLocale': 'x_y'}",
        "ttl                        | {'ttl': 'PT1H', 'TTL': 'PT2H'}",
        "estrategy                  | {'estrategy': 'all'}"
      })
  void whatIsWrongIsNamed(String field, String body) {
    HttpResponse<String> answer = put("/api/event-types/Wrong", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(read(answer).path("errors").findValuesAsText("field")).containsExactly(field);
    assertThat(put("/api/event-types/1Wrong", "{}").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/event-types/Wrong").statusCode()).isEqualTo(404);
  }

  @Test
  void whoReadsDoesNotWrite() {
    String[] reader = {"Authorization", "Bearer " + server.key(Scope.READ)};

    assertThat(put("/api/eventos/Mine", "{}", reader).statusCode()).isEqualTo(403);
    assertThat(server.get("/api/eventos", reader).statusCode()).isEqualTo(200);
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> put(String address, String body, String... headers) {
    return server.put(
        address, "application/json", quoted(body).getBytes(StandardCharsets.UTF_8), headers);
  }

  private static HttpResponse<String> delete(String address) {
    return server.send(server.request(address).DELETE());
  }

  private static String quoted(String body) {
    return body.replace('\'', '"');
  }
}
