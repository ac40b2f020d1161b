package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.server.api.access.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory over the API. */
class RecipientsApiIT {

  private static final String ADDRESS = "/api/recipients";
  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @BeforeEach
  void nobody() {
    server.database.jdbc().sql("DELETE FROM recipient").update();
  }

  @Test
  void whatWasAddedIsThere() {
    HttpResponse<String> answer =
        server.post(
            ADDRESS,
            quoted(
                "{'externalId': 'c-7', 'name': ' Ana ', 'email': 'ana@faß.de',"
                    + " 'phone': '+7 (912) 345-67-89', 'telegramChatId': 1001, 'locale': 'pt-br',"
                    + " 'timeZone': 'America/Lima', 'tags': ['vip', 'x', 'vip'],"
                    + " 'attributes': {'age': 40, 'plan': 'gold', 'on': true, 'no': null}}"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode made = read(answer);
    String id = made.path("id").asText();
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    assertThat(header(answer, "Location")).isEqualTo(ADDRESS + "/" + id);
    assertThat(header(answer, "ETag")).isEqualTo("\"1\"");
    assertThat(made.path("name").asText()).isEqualTo("Ana");
    assertThat(made.path("emailAscii").asText()).isEqualTo("ana@xn--fa-hia.de");
    assertThat(made.path("phone").asText()).isEqualTo("+79123456789");
    assertThat(made.path("telegramChatId").asText()).isEqualTo("1001");
    assertThat(made.path("locale").asText()).isEqualTo("pt-BR");
    assertThat(made.path("tags").toString()).isEqualTo("[\"vip\",\"x\"]");
    assertThat(made.path("operatorCode").asText()).isEqualTo("912");
    assertThat(made.path("operatorCodeGiven").asBoolean()).isFalse();
    assertThat(made.path("attributes").toString())
        .isEqualTo("{\"no\":null,\"on\":true,\"age\":40,\"plan\":\"gold\"}");
    assertThat(read(server.get(ADDRESS + "/" + id))).isEqualTo(made);
    assertThat(read(server.get("/api/destinatarios/" + id))).isEqualTo(made);
  }

  @Test
  void besideEachAddressStandsItsHash() {
    add("{'email': 'Ana@Example.com', 'phone': '+51987654321', 'telegramChatId': '7'}");

    AddressHashes hashes = server.bean(AddressHashes.class);
    String email = hashes.of(EmailAddress.of("ana@example.com"));
    String phone = hashes.of(new PhoneNumber("+51987654321"));
    assertThat(
            server.count(
                "recipient WHERE email_hash = decode('%s', 'hex') AND phone_hash = decode('%s', 'hex')"
                    .formatted(email, phone)))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"+03:00, 10800", "-09:30, -34200", "+00:00, 0", "+18:00, 64800"})
  void anOffsetIsKeptAsAnInterval(String offset, int seconds) {
    JsonNode made = add("{'timeZone': '" + offset + "'}");

    assertThat(made.path("timeZone").asText()).isEqualTo(offset);
    assertThat(
            server.count(
                "recipient WHERE utc_offset = interval '1 second' * %s AND time_zone IS NULL"
                    .formatted(seconds)))
        .isEqualTo(1);
  }

  @Test
  void putMakesThenReplaces() {
    String address = ADDRESS + "/" + UUID.randomUUID();
    HttpResponse<String> made = put(address, "{'name': 'Ana', 'tags': ['a']}");
    HttpResponse<String> replaced = put(address, "{'email': 'a@b.example'}");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(header(made, "Location")).isEqualTo(address);
    assertThat(replaced.statusCode()).isEqualTo(200);
    assertThat(header(replaced, "ETag")).isEqualTo("\"2\"");
    assertThat(read(replaced).path("name").isNull()).isTrue();
    assertThat(read(replaced).path("tags")).isEmpty();
  }

  @Test
  void whatIsAsItWasKeepsItsVersion() {
    String address = ADDRESS + "/" + UUID.randomUUID();
    String body =
        "{'name': 'Ana', 'attributes': {'a': 1.5, 'b': [1, {'c': 'd'}]}, 'timeZone': '+03:00'}";
    put(address, body);

    assertThat(header(put(address, body), "ETag")).isEqualTo("\"1\"");
  }

  @Test
  void aPatchChangesWhatItNames() {
    String address =
        address(
            add(
                "{'name': 'Ana', 'email': 'a@b.example', 'phone': '+79123456789',"
                    + " 'operatorCode': '900', 'attributes': {'a': 1, 'b': {'c': 1, 'd': 2}}}"));

    JsonNode patched =
        read(
            patch(
                address,
                "{'email': null, 'name': 'Eva', 'operatorCode': null,"
                    + " 'attributes': {'a': null, 'b': {'c': 3}, 'e': [1]}}"));

    assertThat(patched.path("name").asText()).isEqualTo("Eva");
    assertThat(patched.path("email").isNull()).isTrue();
    assertThat(patched.path("phone").asText()).isEqualTo("+79123456789");
    assertThat(patched.path("operatorCode").asText()).isEqualTo("912");
    assertThat(patched.path("attributes").toString())
        .isEqualTo("{\"b\":{\"c\":3,\"d\":2},\"e\":[1]}");
    assertThat(patched.path("version").asInt()).isEqualTo(2);
  }

  @Test
  void aGivenCodeStaysWithAnotherPhone() {
    String address = address(add("{'phone': '+79123456789', 'operatorCode': '900'}"));

    JsonNode patched = read(patch(address, "{'phone': '+79261112233'}"));

    assertThat(patched.path("operatorCode").asText()).isEqualTo("900");
    assertThat(patched.path("operatorCodeGiven").asBoolean()).isTrue();
  }

  @Test
  void onlyTheVersionThatIsMeantIsChanged() {
    String address = address(add("{'name': 'Ana'}"));
    assertThat(patch(address, "{'name': 'Eva'}", "If-Match", "\"1\"").statusCode()).isEqualTo(200);

    HttpResponse<String> late = patch(address, "{'name': 'Ida'}", "If-Match", "\"1\"");
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(late.body()).contains("urn:chasqui:problem:precondition-failed");
    assertThat(put(address, "{}", "If-Match", "\"1\"").statusCode()).isEqualTo(412);
    assertThat(put(ADDRESS + "/" + UUID.randomUUID(), "{}", "If-Match", "*").statusCode())
        .isEqualTo(412);
    assertThat(read(server.get(address)).path("name").asText()).isEqualTo("Eva");
  }

  @Test
  void idAndExternalIdAreThereOnce() {
    JsonNode ana = add("{'externalId': 'c-7'}");
    JsonNode eva = add("{'externalId': 'c-8'}");

    assertProblem(post("{'externalId': 'c-7'}"), 409, "external-id-taken");
    assertProblem(post("{'id': '" + ana.path("id").asText() + "'}"), 409, "recipient-exists");
    assertProblem(patch(address(eva), "{'externalId': 'c-7'}"), 409, "external-id-taken");
    assertProblem(put(address(eva), "{'externalId': 'c-7'}"), 409, "external-id-taken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id              | must be a UUID             | {'id': '7'}",
        "externalId      | at most 128                | {'externalId': '%129'}",
        "name            | at most 200                | {'name': '%201'}",
        "name            | control characters         | {'name': 'a\\u0000b'}",
        "email           | one e-mail address         | {'email': 'nobody'}",
        "phone           | the country is not guessed | {'phone': '89123456789'}",
        "phone           | the country is not guessed | {'phone': '79123456789'}",
        "phone           | wrong type                 | {'phone': 79123456789}",
        "telegramChatId  | chat's number              | {'telegramChatId': 'me'}",
        "locale          | BCP 47                     | {'locale': 'es_PE'}",
        "locale          | at most 35                 | {'locale': '%36'}",
        "timeZone        | IANA                       | {'timeZone': 'Mars/Base'}",
        "timeZone        | IANA                       | {'timeZone': '+18:30'}",
        "timeZone        | IANA                       | {'timeZone': '+3'}",
        "tags            | 1 to 64                    | {'tags': ['%65']}",
        "tags            | 1 to 64                    | {'tags': [' ']}",
        "tags            | wrong type; expected: array | {'tags': 'vip'}",
        "tags.1          | wrong type; expected: string | {'tags': ['vip', 5]}",
        "operatorCode    | at most 16                 | {'operatorCode': '%17'}",
        "attributes      | wrong type; expected: object | {'attributes': []}",
        "attributes      | 4 levels                   | {'attributes': {'a': [{'b': [[1]]}]}}",
        "attributes      | 16384 bytes                | {'attributes': {'a': '%16384'}}",
        "attributes      | control characters         | {'attributes': {'a': ['\\u0000']}}",
        "attributes      | control characters         | {'attributes': {'\\u0007': 1}}",
        "attributes      | numbers without end        | {'attributes': {'a': 1e999}}",
        "surname         | is unknown                 | {'surname': 'x'}"
      })
  void whatIsWrongIsNamed(String field, String reason, String body) {
    String letters = body.replaceAll(".*%([0-9]+).*", "$1");
    String filled =
        body.contains("%")
            ? body.replaceAll("%[0-9]+", "x".repeat(Integer.parseInt(letters)))
            : body;

    HttpResponse<String> answer = post(filled);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(errors(answer))
        .anySatisfy(error -> assertThat(error).startsWith(field + " ").contains(reason));
    assertThat(server.count("recipient")).isZero();
  }

  @Test
  void aPatchIsLookedAtLikeAWholeRecipient() {
    String address = address(add("{'name': 'Ana'}"));

    assertThat(errors(patch(address, "{'email': 'x', 'tags': 'vip'}")))
        .anyMatch(error -> error.startsWith("tags "));
    assertThat(errors(patch(address, "{'email': 'x', 'phone': 'y'}")))
        .anyMatch(error -> error.startsWith("email "))
        .anyMatch(error -> error.startsWith("phone "));
    assertThat(errors(patch(address, "{'surname': 'x'}")))
        .anyMatch(error -> error.startsWith("surname is unknown"));
    assertThat(read(server.get(address)).path("version").asInt()).isEqualTo(1);
  }

  @Test
  void fiftyTagsAreEnough() {
    List<String> tags = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      tags.add("'t" + i + "'");
    }

    assertThat(errors(post("{'tags': " + tags + "}"))).containsExactly("tags must be at most 50");
    assertThat(post("{'tags': " + tags.subList(0, 50) + "}").statusCode()).isEqualTo(201);
  }

  @Test
  void whoIsNotThereIsNotFound() {
    String nobody = ADDRESS + "/" + UUID.randomUUID();

    assertThat(server.get(nobody).statusCode()).isEqualTo(404);
    assertThat(patch(nobody, "{'name': 'x'}").statusCode()).isEqualTo(404);
    assertThat(server.get(ADDRESS + "/7").statusCode()).isEqualTo(400);
  }

  @Test
  void readersLookAndDoNotWrite() {
    String address = address(add("{'name': 'Ana'}"));
    String[] reader = {"Authorization", "Bearer " + server.key(Scope.READ)};

    assertThat(server.get(address, reader).statusCode()).isEqualTo(200);
    assertThat(server.get(ADDRESS, reader).statusCode()).isEqualTo(200);
    assertThat(server.post(ADDRESS, "{}", reader).statusCode()).isEqualTo(403);
    assertThat(patch(address, "{}", reader).statusCode()).isEqualTo(403);
    assertThat(put(address, "{}", reader).statusCode()).isEqualTo(403);
    String[] writer = {"Authorization", "Bearer " + server.key(Scope.RECIPIENTS)};
    assertThat(server.get(address, writer).statusCode()).isEqualTo(200);
    assertThat(patch(address, "{}", writer).statusCode()).isEqualTo(200);
    assertThat(server.get("/api/deliveries", writer).statusCode()).isEqualTo(403);
    String[] scheduler = {"Authorization", "Bearer " + server.key(Scope.SCHEDULE)};
    assertThat(server.get(address, scheduler).statusCode()).isEqualTo(403);
  }

  @Test
  void whoSharedAPhoneWithTheBotIsLinked() {
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO telegram_contact (bot_id, phone_number, chat_id, linked_at)
            VALUES (1, '+5215512345678', 7, now()), (2, '+51987654321', 8, now())
            """)
        .update();

    assertThat(add("{'phone': '+525512345678'}").path("telegramLinked").asBoolean()).isTrue();
    assertThat(add("{'phone': '+51987654321'}").path("telegramLinked").asBoolean()).isTrue();
    assertThat(add("{'phone': '+51987654322'}").path("telegramLinked").asBoolean()).isFalse();
  }

  @Test
  void aSearchFindsByEachFilter() {
    add(
        "{'externalId': 'c-7', 'email': 'Ana@Example.com', 'phone': '+51987654321',"
            + " 'tags': ['vip'], 'operatorCode': '9', 'locale': 'es'}");
    add("{'externalId': 'c-8', 'email': 'ana@example.com', 'tags': ['x'], 'locale': 'ru'}");

    assertThat(found("email=Ana@EXAMPLE.com")).containsExactly("c-7");
    assertThat(found("email=ana@example.com")).containsExactly("c-8");
    assertThat(found("phone=%2B51%20987%20654%20321")).containsExactly("c-7");
    assertThat(found("phone=+51987654321")).containsExactly("c-7");
    assertThat(found("externalId=c-8")).containsExactly("c-8");
    assertThat(found("tag=vip")).containsExactly("c-7");
    assertThat(found("operatorCode=9")).containsExactly("c-7");
    assertThat(found("locale=ru")).containsExactly("c-8");
    assertThat(found("locale=ru&tag=vip")).isEmpty();
    assertThat(found("")).containsExactly("c-8", "c-7");
    assertThat(server.get(ADDRESS + "?email=x").statusCode()).isEqualTo(400);
    assertThat(server.get(ADDRESS + "?phone=x").statusCode()).isEqualTo(400);
    assertThat(server.get(ADDRESS + "?cursor=x").statusCode()).isEqualTo(400);
    assertThat(server.get(ADDRESS + "?tag=%00").statusCode()).isEqualTo(400);
  }

  @Test
  void aBeginningIsFoundInNameThenAddressThenPhone() {
    add("{'externalId': 'phone', 'phone': '+79123456789', 'name': 'Zoe'}");
    add("{'externalId': 'mail', 'email': '791@example.com'}");
    add("{'externalId': 'name', 'name': '791 Corp', 'email': '791b@example.com'}");
    add("{'externalId': 'ivan', 'name': 'Иван Ёлкин'}");
    add("{'externalId': 'percent', 'name': '100% Ana'}");

    assertThat(found("q=791")).containsExactly("name", "mail", "phone");
    assertThat(found("q=%2B7%20(912)")).containsExactly("phone");
    assertThat(found("q=007912")).containsExactly("phone");
    assertThat(found("q=иВАН%20ё")).containsExactly("ivan");
    assertThat(found("q=100%25")).containsExactly("percent");
    assertThat(found("q=%25")).isEmpty();
    assertThat(found("q=_")).isEmpty();
    assertThat(found("q=zo")).containsExactly("phone");
    assertThat(found("q=zo&tag=vip")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "q=a", "tag=t"})
  void pagesHaveEachOnce(String query) {
    for (int i = 0; i < 7; i++) {
      add("{'name': 'Ana', 'email': 'a" + i + "@b.example', 'tags': ['t']}");
      add("{'email': 'a" + i + "@c.example', 'tags': ['t']}");
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = read(server.get(ADDRESS + "?limit=3&" + query + cursor));
      page.path("items").forEach(item -> seen.add(item.path("id").asText()));
      assertThat(page.path("items").size()).isLessThanOrEqualTo(3);
      cursor =
          page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asText();
    } while (!cursor.isEmpty());

    assertThat(seen).hasSize(14).doesNotHaveDuplicates();
  }

  @Test
  void twoWhoPutTheSameAtOnceMakeOne() throws Exception {
    String address = ADDRESS + "/" + UUID.randomUUID();
    List<Thread> threads = new ArrayList<>();
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 8; i++) {
      String body = "{'name': 'n" + i + "'}";
      Thread thread = new Thread(() -> statuses.add(put(address, body).statusCode()));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(statuses).hasSize(8).containsOnlyOnce(201).containsOnly(200, 201);
    assertThat(read(server.get(address)).path("version").asInt()).isEqualTo(8);
  }

  private static JsonNode add(String body) {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return read(answer);
  }

  private static HttpResponse<String> post(String body) {
    return server.post(ADDRESS, quoted(body));
  }

  private static HttpResponse<String> put(String address, String body, String... headers) {
    return send("PUT", address, "application/json", body, headers);
  }

  private static HttpResponse<String> patch(String address, String body, String... headers) {
    return send("PATCH", address, "application/merge-patch+json", body, headers);
  }

  private static HttpResponse<String> send(
      String method, String address, String type, String body, String... headers) {
    return server.send(
        server
            .request(address, headers)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(quoted(body))));
  }

  private static List<String> found(String query) {
    HttpResponse<String> answer =
        server.get(
            ADDRESS
                + "?"
                + query
                    .replace("и", "%D0%B8")
                    .replace("В", "%D0%92")
                    .replace("А", "%D0%90")
                    .replace("Н", "%D0%9D")
                    .replace("ё", "%D1%91"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer).path("items").findValuesAsText("externalId");
  }

  private static String address(JsonNode recipient) {
    return ADDRESS + "/" + recipient.path("id").asText();
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("urn:chasqui:problem:" + type);
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

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String quoted(String body) {
    return body.replace('\'', '"');
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
