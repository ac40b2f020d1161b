package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.key.ApiKeys;
import io.chasqui.server.template.MessageRenderer;
import io.chasqui.server.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

class TemplatesApiIT {

  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  private String ana;
  private String luis;

  @BeforeEach
  void twoPeople() {
    String name = UUID.randomUUID().toString();
    ana = key("ana-" + name, Scope.TEMPLATES, Scope.APPROVE, Scope.ADMIN);
    luis = key("luis-" + name, Scope.TEMPLATES, Scope.APPROVE);
  }

  @Test
  void aTemplateIsWrittenApprovedAndUsed() {
    HttpResponse<String> made = post(ana, "/api/plantillas", email("PagoConfirmado", "v1"));

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location"))
        .contains("/api/plantillas/PagoConfirmado.email.es@1");
    JsonNode draft = read(made);
    assertThat(draft.path("canal").asText()).isEqualTo("Email");
    assertThat(draft.path("estado").asText()).isEqualTo("DRAFT");
    assertThat(draft.path("asunto").asText()).isEqualTo("v1");
    assertThat(act(ana, "PagoConfirmado.email.es@1", "submit").statusCode()).isEqualTo(200);
    assertThat(server.get("/api/templates/PagoConfirmado.email.es").statusCode()).isEqualTo(404);
    assertThat(status(approve(luis, "PagoConfirmado.email.es@1"))).isEqualTo("ACTIVE");
    assertThat(read(server.get("/api/templates/PagoConfirmado.email.es")).path("id").asText())
        .isEqualTo("PagoConfirmado.email.es@1");

    active("PagoConfirmado", "v2");
    assertThat(status(server.get("/api/templates/PagoConfirmado.email.es@1"))).isEqualTo("RETIRED");
    assertThat(status(act(luis, "PagoConfirmado.email.es@1", "activate"))).isEqualTo("ACTIVE");
    assertThat(status(server.get("/api/templates/PagoConfirmado.email.es@2"))).isEqualTo("RETIRED");

    List<String> acts =
        read(server.get("/api/templates/PagoConfirmado.email.es@1/audit"))
            .path("items")
            .findValuesAsText("act");
    assertThat(acts)
        .containsExactly(
            "template.activated",
            "template.retired",
            "template.activated",
            "template.approved",
            "template.submitted",
            "template.created");
    JsonNode diff =
        read(
            server.get(
                "/api/templates/PagoConfirmado.email.es@2/diff?with=PagoConfirmado.email.es@1"));
    assertThat(diff.path("changes").toString())
        .isEqualTo(quoted("[{'part':'subject','line':1,'removed':['v1'],'added':['v2']}]"));
  }

  /** Made, edited or submitted, by a key of that name, whatever it may do otherwise. */
  @Test
  void nobodyApprovesWhatTheyHadToDoWith() {
    String id = made("FourEyes");
    assertThat(put(luis, id, email("FourEyes", "by luis")).statusCode()).isEqualTo(200);
    String eva = key("eva-" + UUID.randomUUID(), Scope.TEMPLATES, Scope.APPROVE);
    act(eva, id, "submit");

    for (String maker : List.of(ana, luis, eva)) {
      HttpResponse<String> refused = approve(maker, id);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("urn:chasqui:problem:four-eyes");
    }
    assertThat(status(server.get("/api/templates/" + id))).isEqualTo("SUBMITTED");
    String other = key("other-" + UUID.randomUUID(), Scope.APPROVE);
    assertThat(status(approve(other, id))).isEqualTo("ACTIVE");
  }

  @Test
  void twoKeysOfANameAreOnePerson() {
    String name = "same-" + UUID.randomUUID();
    String first = key(name, Scope.TEMPLATES);
    String second = key(name, Scope.APPROVE);
    String third = key(name.toUpperCase(Locale.ROOT), Scope.APPROVE);
    String id = read(post(first, "/api/templates", email("OneName", "x"))).path("id").asText();
    act(first, id, "submit");

    assertThat(approve(second, id).statusCode()).isEqualTo(403);
    assertThat(approve(third, id).statusCode()).isEqualTo(403);
  }

  @Test
  void onlyADraftChangesAndTheTableSaysSoToo() {
    String id = made("Kept");
    act(ana, id, "submit");

    assertThat(put(ana, id, email("Kept", "later")).statusCode()).isEqualTo(409);
    assertThat(act(ana, id, "submit").statusCode()).isEqualTo(409);
    assertThat(act(luis, id, "activate").statusCode()).isEqualTo(409);
    for (String change :
        List.of(
            "UPDATE template SET subject = 'x' WHERE event = 'Kept'",
            "UPDATE template SET authors = '{nobody}' WHERE event = 'Kept'",
            "UPDATE template SET version = 9 WHERE event = 'Kept'",
            "UPDATE template SET status = 'ACTIVE' WHERE event = 'Kept'",
            "DELETE FROM template WHERE event = 'Kept'")) {
      assertThatThrownBy(() -> server.database.jdbc().sql(change).update())
          .as(change)
          .isInstanceOf(DataAccessException.class);
    }
    assertThat(status(act(luis, id, "reject"))).isEqualTo("REJECTED");
    assertThat(approve(luis, id).statusCode()).isEqualTo(409);
  }

  @Test
  void atEachInstantOneIsActiveHoweverManyAreActivated() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ids.add(made("Contended"));
      act(ana, ids.get(i), "submit");
      post(luis, "/api/templates/" + ids.get(i) + "/approve", "{}");
    }
    act(luis, ids.get(0), "activate");
    List<CompletableFuture<Integer>> activations = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String id = ids.get(i % ids.size());
      activations.add(CompletableFuture.supplyAsync(() -> act(luis, id, "activate").statusCode()));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(activations.toArray(CompletableFuture[]::new));
    do {
      assertThat(server.count("template WHERE event = 'Contended' AND status = 'ACTIVE'"))
          .isEqualTo(1);
    } while (!all.isDone());
    assertThat(activations).allMatch(one -> one.join() == 200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'html': '<p>{{{name}}}</p>'                   | html    | 1 | 4",
        "'html': '<a href=x{{monto}}>'                 | html    | 1 | 10",
        "'html': '\\n <b>{{other}}</b>'                | html    | 2 | 5",
        "'texto': 'Hola {{>x}}'                        | text    | 1 | 6",
        "'asunto': '{{monto'                           | subject | 1 | 1",
        "'asunto': 'a {{unsubscribeUrl}}'              | subject | 1 | 3",
        "'ejemplo': {'monto': 'x'}                     | sample.monto | 1 | 1",
        "'ejemplo': {}                                 | sample.monto | 1 | 1"
      })
  void whatIsWrongIsNamedWithItsPlaceWhenItIsSubmitted(
      String part, String field, int line, int column) {
    server.put(
        "/api/event-types/Checked",
        "application/json",
        quoted("{'variables': {'monto': {'type': 'decimal', 'required': true}}}")
            .getBytes(StandardCharsets.UTF_8));
    String body =
        "{'evento': 'Checked', 'canal': 'email', 'idioma': 'es', "
            + List.of("'asunto': 'a'", "'texto': 'b'").stream()
                .filter(other -> !other.startsWith(part.substring(0, 7)))
                .reduce(part, (one, other) -> one + ", " + other)
            + "}";
    HttpResponse<String> made = post(ana, "/api/templates", body);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);

    HttpResponse<String> answer = act(ana, read(made).path("id").asText(), "submit");

    assertThat(answer.statusCode()).isEqualTo(422);
    JsonNode error = read(answer).path("errors").get(0);
    assertThat(error.path("field").asText()).as(answer.body()).isEqualTo(field);
    assertThat(error.path("line").asInt()).isEqualTo(line);
    assertThat(error.path("column").asInt()).isEqualTo(column);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'canal': 'email', 'idioma': 'es', 'asunto': 'a', 'texto': 'b'}",
        "{'evento': 'E', 'canal': 'fax', 'idioma': 'es', 'asunto': 'a', 'texto': 'b'}",
        "{'evento': 'E', 'canal': 'email', 'idioma': 'es', 'texto': 'b'}",
        "{'evento': 'E', 'canal': 'email', 'idioma': 'x_y', 'asunto': 'a', 'texto': 'b'}",
        "{'evento': 'E', 'canal': 'sms', 'idioma': 'es', 'asunto': 'a', 'texto': 'b'}",
        "{'evento': 'E', 'canal': 'sms', 'idioma': 'es'}",
        "{'evento': 'E', 'canal': 'push', 'idioma': 'es', 'push': {'title': 'a'}}",
        "{'evento': 'E', 'canal': 'push', 'idioma': 'es', 'push': {'title': 'a', 'body': 'b',"
            + " 'image': 'c'}}",
        "{'evento': 'E', 'canal': 'webhook', 'idioma': 'es', 'webhook': {'a': 1}}"
      })
  void aDraftHasThePartsOfItsChannel(String body) {
    assertThat(post(ana, "/api/plantillas", body).statusCode()).isEqualTo(400);
  }

  @Test
  void aPreviewSaysWhatWouldBeSaid() {
    active("Previewed", "{{monto}} para {{recipient.name}}");

    JsonNode preview =
        read(
            post(ana, "/api/plantillas/Previewed.email.es/preview", "{'datos': {'monto': 12.50}}"));

    assertThat(preview.path("asunto").asText()).isEqualTo("12.50 para Name");
    assertThat(preview.path("html").asText()).contains("<p>Hola &lt;");
    assertThat(
            post(ana, "/api/templates/Previewed.email.es/preview", "{'data': {'a-b': 1}}")
                .statusCode())
        .isEqualTo(422);
    HttpResponse<String> missing =
        post(ana, "/api/templates/Previewed.email.es/preview", "{'data': {}}");
    assertThat(missing.statusCode()).isEqualTo(422);
    assertThat(missing.body()).contains("monto");
  }

  @Test
  void amountsKeepTheirDigitsAndTimesTakeNoRoomInAnSms() {
    server.put(
        "/api/event-types/Exact",
        "application/json",
        quoted("{'variables': {'monto': {'type': 'decimal'}, 'at': {'type': 'instant'}}}")
            .getBytes(StandardCharsets.UTF_8));
    String hook =
        "{'event': 'Exact', 'channel': 'WEBHOOK', 'locale': 'en', 'webhook': {'data': {'m':"
            + " '{{monto}}', 'own': 0.10}}, 'sample': {'monto': 12345678901234567.80}}";
    String sms =
        "{'event': 'Exact', 'channel': 'SMS', 'locale': 'en', 'text': '{{monto}} {{at}}', 'sample':"
            + " {'monto': 1.5e7, 'at': '2026-12-01T15:04:00Z'}}";

    assertThat(preview(hook).body()).contains("\"m\":12345678901234567.80", "\"own\":0.10");
    assertThat(read(preview(sms)).path("text").asText())
        .startsWith("15000000 ")
        .contains("3:04 PM")
        .matches("\\p{ASCII}+");
  }

  /** Of a draft, with its sample. */
  private HttpResponse<String> preview(String draft) {
    String id = read(post(ana, "/api/templates", draft)).path("id").asText();
    return post(ana, "/api/templates/" + id + "/preview", "{}");
  }

  @Test
  void aTestIsSentMarkedAndNotOftenerThanTwentyTimesAnHour() {
    String id = made("Tested");
    String body = "{'datos': {}, 'email': 'me@example.com'}";

    HttpResponse<String> sent = post(ana, "/api/templates/" + id + "/test", body);

    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);
    String delivery = read(sent).at("/deliveries/0").asText();
    JsonNode shown = read(server.get("/api/deliveries/" + delivery));
    assertThat(shown.at("/origin/kind").asText()).isEqualTo("TEST");
    assertThat(
            read(server.get("/api/deliveries/" + delivery + "/content")).path("subject").asText())
        .isEqualTo("[TEST] v1");
    for (int i = 1; i < 20; i++) {
      assertThat(post(ana, "/api/templates/" + id + "/test", body).statusCode()).isEqualTo(202);
    }
    HttpResponse<String> tooMany = post(ana, "/api/templates/" + id + "/test", body);
    assertThat(tooMany.statusCode()).isEqualTo(429);
    assertThat(tooMany.headers().firstValue("Retry-After")).isPresent();
    assertThat(post(luis, "/api/templates/" + id + "/test", body).statusCode()).isEqualTo(202);
    assertThat(post(luis, "/api/templates/" + id + "/test", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void theNearestLanguageIsChosen() {
    active("Chain", "es", "es");
    active("Chain", "es-MX", "es-MX");
    active("Chain", "en", "en");
    active("Chain", "fr", "fr");
    MessageRenderer renderer = server.bean(MessageRenderer.class);

    assertThat(chosen(renderer, "es-MX")).isEqualTo("es-MX");
    assertThat(chosen(renderer, "es-PE")).isEqualTo("es");
    assertThat(chosen(renderer, "ru")).isEqualTo("en");
    assertThat(chosen(renderer, null)).isEqualTo("en");
    assertThat(renderer.choose("Chain", Channel.SMS, "es")).isEmpty();
    server.put(
        "/api/event-types/Chain",
        "application/json",
        quoted("{'defaultLocale': 'fr', 'variables': {'monto': {}}}")
            .getBytes(StandardCharsets.UTF_8));
    assertThat(chosen(renderer, "ru")).isEqualTo("fr");
  }

  @Test
  void theListIsFilteredAndPaged() {
    made("Listed");
    made("Listed");
    made("Listed");

    JsonNode first = read(server.get("/api/templates?event=Listed&status=draft&limit=2"));
    assertThat(first.path("items").findValuesAsText("id"))
        .containsExactly("Listed.email.es@3", "Listed.email.es@2");
    JsonNode second =
        read(
            server.get(
                "/api/plantillas?evento=Listed&canal=email&limit=2&cursor="
                    + first.path("nextCursor").asText()));
    assertThat(second.path("items").findValuesAsText("id")).containsExactly("Listed.email.es@1");
    assertThat(second.path("nextCursor").isNull()).isTrue();
    assertThat(server.get("/api/templates?status=x").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/templates/none").statusCode()).isEqualTo(404);
  }

  private static String chosen(MessageRenderer renderer, String locale) {
    return renderer.choose("Chain", Channel.EMAIL, locale).map(Template::id).orElseThrow().locale();
  }

  private String made(String event) {
    return read(post(ana, "/api/templates", email(event, "v1"))).path("id").asText();
  }

  private void active(String event, String subject) {
    active(event, subject, "es");
  }

  private void active(String event, String subject, String locale) {
    String body = email(event, subject).replace("'es'", "'" + locale + "'");
    String id = read(post(ana, "/api/templates", body)).path("id").asText();
    act(ana, id, "submit");
    assertThat(status(approve(luis, id))).isEqualTo("ACTIVE");
  }

  private static String email(String event, String subject) {
    return "{'evento': '%s', 'canal': 'Email', 'idioma': 'es', 'asunto': '%s', 'texto': 'Hola <b>'}"
        .formatted(event, subject);
  }

  private HttpResponse<String> approve(String key, String id) {
    return post(key, "/api/templates/" + id + "/approve", "{'activate': true, 'note': 'fine'}");
  }

  private static HttpResponse<String> act(String key, String id, String act) {
    return post(key, "/api/templates/" + id + "/" + act, "{}");
  }

  private static String status(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer).path("status").asText();
  }

  private static HttpResponse<String> post(String key, String address, String body) {
    return server.post(address, quoted(body), "Authorization", "Bearer " + key);
  }

  private static HttpResponse<String> put(String key, String id, String body) {
    return server.put(
        "/api/templates/" + id,
        "application/json",
        quoted(body).getBytes(StandardCharsets.UTF_8),
        "Authorization",
        "Bearer " + key);
  }

  private static String key(String name, Scope... scopes) {
    return server.bean(ApiKeys.class).create(name, Set.of(scopes), null).text();
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String body) {
    return body.replace('\'', '"');
  }
}
