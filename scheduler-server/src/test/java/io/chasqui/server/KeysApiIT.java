package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys over the API. */
class KeysApiIT {

  private static final ObjectMapper json = new ObjectMapper();
  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void aKeyIsMadeUsedAndRevoked() throws Exception {
    JsonNode key = create("{\"name\": \"reader\", \"scopes\": [\"read\"]}");
    String[] header = header(key);
    assertThat(server.get("/api/deliveries", header).statusCode()).isEqualTo(200);

    assertThat(delete(key).statusCode()).isEqualTo(204);

    assertThat(server.get("/api/deliveries", header).statusCode()).isEqualTo(401);
    assertThat(delete(key).statusCode()).isEqualTo(204);
    assertThat(listed(key).path("revokedAt").asText()).isNotEmpty();
  }

  @Test
  void theListTellsEverythingButTheSecret() throws Exception {
    JsonNode key =
        create(
            "{\"name\": \"listed\", \"scopes\": [\"read\"], \"expiresAt\":"
                + " \"2099-01-01T00:00:00Z\"}");
    assertThat(listed(key).path("lastUsedAt").isNull()).isTrue();
    server.get("/api/deliveries", header(key));

    JsonNode listed = listed(key);

    assertThat(listed.path("name").asText()).isEqualTo("listed");
    assertThat(listed.path("scopes").toString()).isEqualTo("[\"read\"]");
    assertThat(listed.path("expiresAt").asText()).isEqualTo("2099-01-01T00:00:00Z");
    assertThat(Instant.parse(listed.path("lastUsedAt").asText()))
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    assertThat(server.get("/api/keys").body()).doesNotContain(secret(key));
  }

  @Test
  void onlyADigestIsStored() throws Exception {
    JsonNode key = create("{\"name\": \"digest\", \"scopes\": [\"read\"]}");

    assertThat(server.count("api_key k WHERE k::text LIKE '%" + secret(key) + "%'")).isZero();
    assertThat(
            server.count(
                "api_key WHERE secret_sha256 = encode(sha256('" + secret(key) + "'), 'hex')"))
        .isEqualTo(1);
  }

  @Test
  void twoLiveKeysOfANameReplaceEachOther() throws Exception {
    String request = "{\"name\": \"rotated\", \"scopes\": [\"read\"]}";
    JsonNode first = create(request);
    create(request);

    HttpResponse<String> third = server.post("/api/keys", request);
    assertThat(third.statusCode()).isEqualTo(409);
    assertThat(third.body()).contains("urn:chasqui:problem:too-many-keys");

    delete(first);
    create(request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                        | scopes",
        "{\"scopes\": []}                                          | scopes",
        "{\"scopes\": [\"everything\"]}                            | scopes",
        "{\"scopes\": [null]}                                      | scopes",
        "{\"scopes\": \"read\"}                                    | scopes",
        "{\"scopes\": [\"read\"], \"name\": \"\"}                  | name",
        "{\"scopes\": [\"read\"], \"name\": \"a b\"}               | name",
        "{\"scopes\": [\"read\"], \"name\": \"a\\nb\"}             | name",
        "{\"scopes\": [\"read\"], \"expiresAt\": \"tomorrow\"}     | expiresAt",
        "{\"scopes\": [\"read\"], \"expiresAt\": \"2020-01-01T00:00:00Z\"} | expiresAt"
      })
  void whatIsWrongIsNamed(String body, String field) throws Exception {
    HttpResponse<String> answer = server.post("/api/keys", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json.readTree(answer.body()).at("/errors/0/field").asText()).isEqualTo(field);
  }

  @Test
  void anUnknownKeyIsNotFound() {
    assertThat(server.send(server.request("/api/keys/000000000000").DELETE()).statusCode())
        .isEqualTo(404);
  }

  private static JsonNode create(String body) throws Exception {
    HttpResponse<String> answer = server.post("/api/keys", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json.readTree(answer.body());
  }

  private static HttpResponse<String> delete(JsonNode key) {
    return server.send(server.request("/api/keys/" + key.path("id").asText()).DELETE());
  }

  private static JsonNode listed(JsonNode key) throws Exception {
    for (JsonNode one : json.readTree(server.get("/api/keys").body()).path("keys")) {
      if (one.path("id").equals(key.path("id"))) {
        return one;
      }
    }
    throw new AssertionError("not listed");
  }

  private static String[] header(JsonNode key) {
    return new String[] {"Authorization", "Bearer " + key.path("key").asText()};
  }

  private static String secret(JsonNode key) {
    return key.path("key").asText().split("_")[2];
  }
}
