package io.chasqui.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.server.api.access.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Browsers of recipients. They are kept whether or not push is on. */
class PushSubscriptionsApiIT {

  private static final String ADDRESS = "/api/recipients/";
  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  private final String ana = UUID.randomUUID().toString();
  private final String luz = UUID.randomUUID().toString();
  private final String endpoint = "https://push.example/canary-" + UUID.randomUUID();

  @BeforeEach
  void addBoth() {
    for (String id : new String[] {ana, luz}) {
      server.put(ADDRESS + id, "application/json", "{}".getBytes(UTF_8));
    }
  }

  @Test
  void theSameEndpointHasTheSameIdAndBelongsToWhoBringsIt() {
    String id = registered(ana, endpoint);
    long versionOfAna = view(ana).path("version").asLong();

    assertThat(registered(ana, endpoint)).isEqualTo(id);
    assertThat(view(ana).path("version").asLong()).isEqualTo(versionOfAna);
    assertThat(registered(luz, endpoint)).isEqualTo(id);

    assertThat(view(ana).path("pushSubscriptions")).isEmpty();
    assertThat(view(ana).path("version").asLong()).isEqualTo(versionOfAna + 1);
    assertThat(view(luz).path("pushSubscriptions").get(0).asText()).isEqualTo(id);
    assertThat(newestAct())
        .contains("recipient.push-subscription-added", id, luz, "\"from\":\"" + ana);
  }

  @Test
  void endpointAndKeysAreNeverShown() {
    String answer = register(ana, PushServer.subscription(endpoint)).body();
    String search = server.get("/api/recipients?limit=200").body();

    assertThat(json(answer).properties()).hasSize(1);
    assertThat(search).contains(ana);
    for (String shown : new String[] {answer, search, view(ana).toString(), newestAct()}) {
      assertThat(shown)
          .doesNotContain("canary", PushServer.P256DH, PushServer.AUTH, "push.example");
    }
  }

  @Test
  void oneIsRemovedByItsOwnRecipientAlone() {
    String id = registered(ana, endpoint);

    assertThat(remove(luz, id).statusCode()).isEqualTo(404);
    assertThat(remove(ana, id).statusCode()).isEqualTo(204);
    assertThat(remove(ana, id).statusCode()).isEqualTo(404);

    assertThat(view(ana).path("pushSubscriptions")).isEmpty();
    assertThat(newestAct()).contains("recipient.push-subscription-removed", id);
  }

  @Test
  void thereAreTwentyAtTheMost() throws Exception {
    for (int i = 0; i < 20; i++) {
      registered(ana, endpoint + "/" + i);
    }

    HttpResponse<String> answer = register(ana, PushServer.subscription(endpoint));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json(answer.body()).path("type").asText())
        .isEqualTo("urn:chasqui:problem:too-many-push-subscriptions");
    assertThat(view(ana).path("pushSubscriptions")).hasSize(20);
    assertThat(registered(ana, endpoint + "/7")).isNotNull();
  }

  @Test
  void theyGoWithWhoIsErasedAndMoveWithWhoIsMerged() {
    String id = registered(ana, endpoint);

    server.post(ADDRESS + luz + "/merge", "{\"from\": \"" + ana + "\"}");
    String ofLuz = view(luz).path("pushSubscriptions").toString();
    server.send(server.request(ADDRESS + luz).DELETE());

    assertThat(ofLuz).isEqualTo("[\"" + id + "\"]");
    assertThat(server.count("push_subscription WHERE id = '" + id + "'")).isZero();
  }

  @Test
  void aMergeThatBringsBrowsersAloneRaisesTheVersion() {
    registered(ana, endpoint);
    long before = view(luz).path("version").asLong();

    server.post(ADDRESS + luz + "/merge", "{\"from\": \"" + ana + "\"}");

    assertThat(view(luz).path("version").asLong()).isEqualTo(before + 1);
  }

  @Test
  void afterAMergeTheTwentyStayThatWereUsedLast() {
    String used = registered(ana, endpoint + "/used");
    List<String> ofLuz = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      registered(ana, endpoint + "/a" + i);
    }
    for (int i = 0; i < 12; i++) {
      ofLuz.add(registered(luz, endpoint + "/l" + i));
    }
    registered(ana, endpoint + "/used");

    server.post(ADDRESS + luz + "/merge", "{\"from\": \"" + ana + "\"}");

    List<String> left = new ArrayList<>();
    view(luz).path("pushSubscriptions").forEach(id -> left.add(id.asText()));
    assertThat(left).hasSize(20).contains(used).containsAll(ofLuz);
  }

  /** As a worker does it. */
  @Test
  void aBrowserThatIsGoneRaisesTheVersionOfItsRecipient() {
    String id = registered(ana, endpoint);
    long before = view(ana).path("version").asLong();
    PushSubscriptions subscriptions = server.bean(PushSubscriptions.class);

    assertThat(subscriptions.removeGone(UUID.fromString(id))).isTrue();
    assertThat(subscriptions.removeGone(UUID.fromString(id))).isFalse();

    assertThat(view(ana).path("pushSubscriptions")).isEmpty();
    assertThat(view(ana).path("version").asLong()).isEqualTo(before + 1);
  }

  @Test
  void onlyTheVersionThatIsMeantGetsOrLosesABrowser() {
    String id = registered(ana, endpoint);
    String[] other = {"If-Match", "\"9\""};

    assertThat(
            server
                .post(
                    ADDRESS + luz + "/push-subscriptions", PushServer.subscription(endpoint), other)
                .statusCode())
        .isEqualTo(412);
    assertThat(
            server
                .send(server.request(ADDRESS + ana + "/push-subscriptions/" + id, other).DELETE())
                .statusCode())
        .isEqualTo(412);
    assertThat(view(ana).path("pushSubscriptions")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "http://push.example/x, must be https",
    "https://10.0.0.1/x, private or reserved network",
    "https://127.0.0.1/x, private or reserved network",
    "https://user@push.example/x, user's name or password",
    "https://push.example/ñ, in ASCII",
    "push.example, must be an https address",
    "'', is required"
  })
  void anEndpointIsAnAddressOutside(String written, String problem) {
    HttpResponse<String> answer = register(ana, PushServer.subscription(written));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"endpoint\"", problem).doesNotContain("canary");
  }

  @Test
  void keysAreThoseOfABrowser() {
    HttpResponse<String> answer =
        register(
            ana,
            """
            {"endpoint": "%s", "keys": {"p256dh": "%s", "auth": "c2hvcnQ"}}
            """
                .formatted(endpoint, PushServer.P256DH.replaceFirst("[^B]$", "B") + "AA"));
    HttpResponse<String> without = register(ana, "{\"endpoint\": \"" + endpoint + "\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"keys.p256dh\"", "\"keys.auth\"", "16 bytes");
    assertThat(without.body()).contains("\"keys\"", "is required");
    assertThat(view(ana).path("pushSubscriptions")).isEmpty();
  }

  @Test
  void whoMayOnlyLookRegistersNothing() {
    String key = server.key(Scope.READ, Scope.SCHEDULE);

    HttpResponse<String> answer =
        server.post(
            ADDRESS + ana + "/push-subscriptions",
            PushServer.subscription(endpoint),
            "Authorization",
            "Bearer " + key);

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  private static String registered(String recipient, String endpoint) {
    HttpResponse<String> answer = register(recipient, PushServer.subscription(endpoint));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer.body()).path("id").asText();
  }

  private static HttpResponse<String> register(String recipient, String body) {
    return server.post(ADDRESS + recipient + "/push-subscriptions", body);
  }

  private static HttpResponse<String> remove(String recipient, String subscription) {
    return server.send(
        server.request(ADDRESS + recipient + "/push-subscriptions/" + subscription).DELETE());
  }

  private static JsonNode view(String recipient) {
    return json(server.get(ADDRESS + recipient).body());
  }

  private static String newestAct() {
    return json(server.get("/api/audit?limit=1").body()).path("items").get(0).toString();
  }

  private static JsonNode json(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
