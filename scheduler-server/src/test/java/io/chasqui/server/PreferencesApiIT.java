package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.api.access.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What recipients want, over the API and in two languages. */
class PreferencesApiIT {

  private static final ObjectMapper json = new ObjectMapper();
  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  private final String id = UUID.randomUUID().toString();
  private final String english = "/api/preferences/" + id;
  private final String spanish = "/api/preferencias/" + id;

  @Test
  void whoIsNotThereIsAddedAndWantsEverything() {
    HttpResponse<String> added = put(english, "{}");

    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(read(added).toString())
        .isEqualTo(
            quoted(
                "{'userId':'%s','emailEnabled':true,'smsEnabled':true,'pushEnabled':true,"
                    + "'telegramEnabled':true,'webhookEnabled':true,'language':null,"
                    + "'blockedChannels':[],'channelOrder':[],'categories':{},'quietHours':null,"
                    + "'timeZone':null,'version':1}",
                id));
    assertThat(read(server.get("/api/recipients/" + id)).path("email").isNull()).isTrue();
    assertThat(put(english, "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void theAddressChoosesTheLanguageAndBothAreTakenOnEither() {
    put(
        english,
        "{'emailHabilitado': false, 'smsEnabled': false, 'idioma': 'es-pe', 'canalesBloqueados':"
            + " ['webhook'], 'channelOrder': ['TELEGRAM', 'EMAIL'], 'categorias': {'marketing':"
            + " {'habilitada': false}, 'alerts': {'enabled': true, 'canales': ['sms']}},"
            + " 'horarioSilencioso': {'channels': ['SMS', 'PUSH'], 'desde': '22:30', 'to':"
            + " '08:00'}, 'zonaHoraria': 'America/Lima'}");

    assertThat(read(server.get(spanish)).toString())
        .isEqualTo(
            quoted(
                "{'usuarioId':'%s','emailHabilitado':false,'smsHabilitado':false,"
                    + "'pushHabilitado':true,'telegramHabilitado':true,'webhookHabilitado':true,"
                    + "'idioma':'es-PE','canalesBloqueados':['WEBHOOK'],"
                    + "'ordenCanales':['TELEGRAM','EMAIL'],"
                    + "'categorias':{'alerts':{'habilitada':true,'canales':['SMS']},"
                    + "'marketing':{'habilitada':false,'canales':[]}},"
                    + "'horarioSilencioso':{'canales':['SMS','PUSH'],'desde':'22:30','hasta':'08:00'},"
                    + "'zonaHoraria':'America/Lima','version':2}",
                id));
    JsonNode recipient = read(server.get("/api/recipients/" + id));
    assertThat(recipient.path("locale").asText()).isEqualTo("es-PE");
    assertThat(recipient.path("timeZone").asText()).isEqualTo("America/Lima");
    assertThat(recipient.path("version").asInt()).isEqualTo(2);
  }

  @Test
  void whatIsAbsentStays() {
    put(
        spanish,
        "{'emailHabilitado': false, 'idioma': 'es', 'canalesBloqueados': ['SMS'],"
            + " 'categorias': {'a': {'habilitada': false, 'canales': ['EMAIL']}},"
            + " 'horarioSilencioso': {'canales': ['SMS'], 'desde': '22:00', 'hasta': '06:00'}}");
    JsonNode before = read(server.get(spanish));

    JsonNode after = read(put(spanish, "{'categorias': {'a': {'habilitada': true}, 'b': {}}}"));

    assertThat(after.path("emailHabilitado").asBoolean()).isFalse();
    assertThat(after.path("idioma")).isEqualTo(before.path("idioma"));
    assertThat(after.path("canalesBloqueados")).isEqualTo(before.path("canalesBloqueados"));
    assertThat(after.path("horarioSilencioso")).isEqualTo(before.path("horarioSilencioso"));
    assertThat(after.path("categorias").toString())
        .isEqualTo(
            quoted(
                "{'a':{'habilitada':true,'canales':['EMAIL']},"
                    + "'b':{'habilitada':true,'canales':[]}}"));
    assertThat(
            read(put(
                    spanish,
                    after
                        .toString()
                        .replaceAll("\"(usuarioId|version)\":[^,}]+,?", "")
                        .replace(",}", "}")))
                .path("version"))
        .as("what was read and is written again changes nothing")
        .isEqualTo(after.path("version"));
  }

  @Test
  void whatIsEmptyIsAsAtFirst() {
    put(
        english,
        "{'emailEnabled': false, 'language': 'es', 'timeZone': '+03:00',"
            + " 'blockedChannels': ['SMS'], 'channelOrder': ['SMS'], 'categories': {'a': {}},"
            + " 'quietHours': {'channels': ['SMS'], 'from': '22:00', 'to': '06:00'}}");

    JsonNode after =
        read(
            put(
                english,
                "{'emailEnabled': true, 'language': '', 'timeZone': '', 'blockedChannels': [],"
                    + " 'channelOrder': [], 'categories': {'a': null}, 'quietHours': {}}"));

    assertThat(after.path("emailEnabled").asBoolean()).isTrue();
    assertThat(after.path("language").isNull()).isTrue();
    assertThat(after.path("timeZone").isNull()).isTrue();
    assertThat(after.path("quietHours").isNull()).isTrue();
    assertThat(after.path("blockedChannels")).isEmpty();
    assertThat(after.path("channelOrder")).isEmpty();
    assertThat(after.path("categories")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blockedChannels     | EMAIL, TELEGRAM         | {'blockedChannels': ['FAX']}",
        "channelOrder        | EMAIL, TELEGRAM         | {'channelOrder': [null]}",
        "language            | BCP 47                  | {'language': 'x_y'}",
        "timeZone            | IANA                    | {'timeZone': 'Lima'}",
        "quietHours.from     | is required             | {'quietHours': {'channels': ['SMS'], 'to':"
            + " '07:00'}}",
        "quietHours.to       | between 00:00 and 23:59 | {'quietHours': {'channels': ['SMS'],"
            + " 'from': '23:00', 'to': '24:00'}}",
        "quietHours.channels | is required             | {'quietHours': {'from': '23:00', 'to':"
            + " '07:00'}}",
        "quietHours.until    | is unknown              | {'quietHours': {'until': '07:00'}}",
        "quietHours          | wrong type; expected: object | {'quietHours': '23-07'}",
        "categories          | 1-300 characters        | {'categories': {'a b': {}}}",
        "categories.a.channels | EMAIL, TELEGRAM       | {'categories': {'a': {'channels':"
            + " ['FAX']}}}",
        "emailEnabled        | given only once         | {'emailEnabled': true, 'emailHabilitado':"
            + " false}",
        "quietHours.from     | given only once         | {'quietHours': {'from': '22:00', 'Desde':"
            + " '23:00'}}",
        "emailEnabld         | did you mean emailEnabled | {'emailEnabld': true}",
        "emailEnabled        | wrong type; expected: boolean | {'emailEnabled': 'maybe'}"
      })
  void whatIsWrongIsNamed(String field, String reason, String body) {
    HttpResponse<String> answer = put(english, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(errors(answer))
        .anySatisfy(error -> assertThat(error).startsWith(field + " ").contains(reason));
    assertThat(server.get(english).statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsWrongIsNamedInSpanishAtTheSpanishAddress() {
    assertThat(
            errors(
                put(
                    spanish,
                    "{'canalesBloqueados': ['FAX'], 'zonaHoraria': 'Lima',"
                        + " 'horarioSilencioso': {'canales': ['SMS'], 'desde': 'x'}}")))
        .extracting(error -> error.split(" ")[0])
        .containsExactlyInAnyOrder(
            "canalesBloqueados",
            "zonaHoraria",
            "horarioSilencioso.desde",
            "horarioSilencioso.hasta");
  }

  @Test
  void aFieldMayStandThereByBothNamesIfTheySayTheSame() {
    HttpResponse<String> answer =
        put(
            english,
            "{'EmailEnabled': false, 'emailHabilitado': false, 'ChannelOrder': ['SMS'],"
                + " 'ordenCanales': ['SMS'], 'categories': {'a': {'enabled': false, 'Habilitada':"
                + " false}}}");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(read(answer).path("emailEnabled").asBoolean()).isFalse();
    assertThat(read(answer).at("/categories/a/enabled").asBoolean()).isFalse();
  }

  @Test
  void onlyTheVersionThatIsMeantIsChanged() {
    put(english, "{'emailEnabled': false}");

    assertThat(server.get(english).headers().firstValue("ETag")).contains("\"2\"");
    assertThat(put(english, "{'smsEnabled': false}", "If-Match", "\"1\"").statusCode())
        .isEqualTo(412);
    assertThat(put(english, "{'smsEnabled': false}", "If-Match", "\"2\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void readersLookAndDoNotWrite() {
    put(english, "{}");
    String[] reader = {"Authorization", "Bearer " + server.key(Scope.READ)};

    assertThat(server.get(english, reader).statusCode()).isEqualTo(200);
    assertThat(server.get(spanish, reader).statusCode()).isEqualTo(200);
    assertThat(put(english, "{}", reader).statusCode()).isEqualTo(403);
    assertThat(put(spanish, "{}", reader).statusCode()).isEqualTo(403);
    assertThat(server.get("/api/preferences/7").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/preferences/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> put(String address, String body, String... headers) {
    return server.put(
        address, "application/json", quoted(body).getBytes(StandardCharsets.UTF_8), headers);
  }

  private static List<String> errors(HttpResponse<String> answer) {
    List<String> errors = new ArrayList<>();
    read(answer)
        .path("errors")
        .forEach(
            error ->
                errors.add(error.path("field").asText() + " " + error.path("message").asText()));
    return errors;
  }

  private static String quoted(String body, Object... arguments) {
    return (arguments.length == 0 ? body : body.formatted(arguments)).replace('\'', '"');
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
