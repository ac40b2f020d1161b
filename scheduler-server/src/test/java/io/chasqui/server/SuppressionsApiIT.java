package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.recipient.suppression.NewSuppression;
import io.chasqui.server.recipient.suppression.SuppressionList;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who must not be written to, as people see and change it. */
class SuppressionsApiIT {

  private static final String ADDRESS = "/api/suppressions";
  private static final String ANA = "ana.quispe@example.com";
  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @BeforeEach
  void nobody() {
    server.database.jdbc().sql("TRUNCATE suppression").update();
    server.database.jdbc().sql("DELETE FROM recipient").update();
    server.database.jdbc().sql("DELETE FROM delivery_message").update();
  }

  @Test
  void anAddressIsKeptAsItsHashAndShownMasked() throws Exception {
    Instant until = Instant.now().plus(Duration.ofDays(1));

    HttpResponse<String> added =
        post("{'channel': 'email', 'address': '%s', 'until': '%s'}".formatted(ANA, until));

    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    JsonNode entry = json.readTree(added.body());
    assertThat(entry.path("channel").asText()).isEqualTo("EMAIL");
    assertThat(entry.path("address").asText()).isEqualTo("a***@e***.com");
    assertThat(entry.path("reason").asText()).isEqualTo("MANUAL");
    assertThat(Instant.parse(entry.path("until").asText())).isBetween(until.minusMillis(1), until);
    assertThat(entry.path("recipientId").isNull()).isTrue();
    assertThat(server.count("suppression WHERE suppression::text LIKE '%quispe%'")).isZero();
    assertThat(hashInDatabase()).isEqualTo(hash(ANA));
  }

  @Test
  void whoeverIsSuppressedIsFoundByWhateverIsKnownOfIt() throws Exception {
    String recipient = recipient();
    post("{'channel': 'EMAIL', 'address': 'ANA.Quispe@EXAMPLE.com', 'reason': 'COMPLAINT'}");
    post("{'channel': 'SMS', 'address': '+51 987 654 321', 'category': 'offers'}");
    post("{'recipientId': '%s'}".formatted(recipient));

    assertThat(reasons("")).containsExactly("MANUAL", "MANUAL", "COMPLAINT");
    assertThat(reasons("?address=" + ANA)).containsExactly("COMPLAINT");
    assertThat(reasons("?address=%2B51987654321")).containsExactly("MANUAL");
    assertThat(reasons("?address=nobody@example.com")).isEmpty();
    assertThat(reasons("?channel=sms")).containsExactly("MANUAL");
    assertThat(reasons("?reason=COMPLAINT")).containsExactly("COMPLAINT");
    assertThat(reasons("?recipientId=" + recipient)).containsExactly("MANUAL");
    JsonNode page = json.readTree(server.get(ADDRESS + "?limit=2").body());
    assertThat(page.path("items")).hasSize(2);
    assertThat(reasons("?cursor=" + page.path("nextCursor").asText())).containsExactly("COMPLAINT");
    assertThat(json.readTree(server.get(ADDRESS + "?limit=3").body()).path("nextCursor").isNull())
        .isTrue();
  }

  @Test
  void theSameOnceMoreChangesItsEndAlone() throws Exception {
    String first = id(post("{'channel': 'EMAIL', 'address': '%s'}".formatted(ANA)));

    HttpResponse<String> again =
        post(
            "{'channel': 'EMAIL', 'address': '%s', 'until': '2126-01-01T00:00:00Z'}"
                .formatted(ANA));

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(id(again)).isEqualTo(first);
    assertThat(server.count("suppression WHERE until = '2126-01-01T00:00:00Z'")).isEqualTo(1);
  }

  @Test
  void whatIsTakenAwayIsGone() throws Exception {
    String id = id(post("{'channel': 'EMAIL', 'address': '%s'}".formatted(ANA)));

    assertThat(delete(id).statusCode()).isEqualTo(204);
    assertThat(delete(id).statusCode()).isEqualTo(404);
    assertThat(delete("none").statusCode()).isEqualTo(404);
    assertThat(server.count("suppression")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | address",
        "{'channel': 'EMAIL'} | address",
        "{'address': 'ana@example.com'} | channel",
        "{'channel': 'EMAIL', 'address': '+51987654321'} | address",
        "{'channel': 'SMS', 'address': 'ana@example.com'} | address",
        "{'channel': 'PUSH', 'address': 'x'} | address",
        "{'channel': 'FAX', 'address': 'ana@example.com'} | channel",
        "{'channel': 'EMAIL', 'address': 'a@b.example', 'reason': 'HARD_BOUNCE'} | reason",
        "{'channel': 'EMAIL', 'address': 'a@b.example', 'category': 'a b'} | category",
        "{'channel': 'EMAIL', 'address': 'a@b.example', 'until': 'tomorrow'} | until",
        "{'channel': 'EMAIL', 'address': 'a@b.example', 'until': '2020-01-01T00:00:00Z'} | until",
        "{'recipientId': '0195d000-0000-7000-8000-000000000001'} | recipientId",
        "{'recipientId': 'x'} | recipientId"
      })
  void whatIsWrongIsNamed(String body, String field) throws Exception {
    HttpResponse<String> answer = post(body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json.readTree(answer.body()).path("errors").findValuesAsText("field"))
        .contains(field);
    assertThat(server.count("suppression")).isZero();
  }

  @Test
  void aFileIsTakenRowByRow() throws Exception {
    String file =
        """
        address,channel,reason
        %s,EMAIL,COMPLAINT
        +51987654321,sms,STOP_KEYWORD
        4711,TELEGRAM,
        %s,EMAIL,COMPLAINT
        nobody,EMAIL,MANUAL
        ana@example.com,FAX,MANUAL
        ana@example.com,EMAIL,UNSUBSCRIBED
        a,b
        """
            .formatted(ANA, ANA);

    HttpResponse<String> answer = server.postAs("text/csv", ADDRESS + "/import", file);

    assertThat(answer.statusCode()).isEqualTo(200);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : answer.body().split("\n")) {
      lines.add(json.readTree(line));
    }
    assertThat(lines.subList(0, 4))
        .extracting(line -> line.path("line").asInt())
        .containsExactly(6, 7, 8, 9);
    assertThat(lines.get(3).path("errors").get(0).path("code").asText()).isEqualTo("WIDTH");
    assertThat(lines.get(4).path("inserted").asInt()).isEqualTo(3);
    assertThat(lines.get(4).path("unchanged").asInt()).isEqualTo(1);
    assertThat(lines.get(4).path("failed").asInt()).isEqualTo(4);
    assertThat(reasons("")).containsExactlyInAnyOrder("COMPLAINT", "STOP_KEYWORD", "MANUAL");
  }

  @Test
  void aBounceOfAFileIsOverSomeDayAndTheRestIsForGood() {
    String file =
        """
        channel,address,reason
        EMAIL,%s,HARD_BOUNCE
        EMAIL,%s,COMPLAINT
        """
            .formatted(ANA, ANA);

    server.postAs("text/csv", ADDRESS + "/import", file);

    assertThat(
            server.count(
                "suppression WHERE reason = 'HARD_BOUNCE' AND until BETWEEN"
                    + " now() + interval '89 days' AND now() + interval '91 days'"))
        .isEqualTo(1);
    assertThat(server.count("suppression WHERE reason = 'COMPLAINT' AND until IS NULL"))
        .isEqualTo(1);
  }

  /** The look at the request came before; the transaction looks again, under a lock. */
  @Test
  void nothingIsAddedForWhoIsErasedMeanwhile() throws Exception {
    UUID ana = UUID.fromString(recipient());
    server.send(server.request("/api/recipients/" + ana).DELETE());
    NewSuppression late =
        new NewSuppression(null, null, ana, null, SuppressionReason.COMPLAINT, null);

    assertThatThrownBy(() -> server.bean(SuppressionList.class).add(late))
        .isInstanceOf(InvalidRequest.class);

    assertThat(server.count("suppression WHERE recipient_id IS NOT NULL")).isZero();
  }

  @Test
  void aFileWithOtherColumnsIsNotTaken() {
    HttpResponse<String> answer =
        server.postAs("text/csv", ADDRESS + "/import", "email,reason\na@b.example,MANUAL\n");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("channel, address, reason");
  }

  /** All channels: the hash of what was asked for, by which SQL finds it. */
  @Test
  void whatIsScheduledCarriesTheHashOfItsAddress() throws Exception {
    HttpResponse<String> answer =
        server.post(
            "/api/schedule-email",
            "{'toEmail': 'Ana.Quispe@Example.com', 'message': 'Hi', 'correlationId': '%s'}"
                .formatted(UUID.randomUUID())
                .replace('\'', '"'));

    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
    assertThat(
            server
                .database
                .jdbc()
                .sql("SELECT encode(address_hash, 'hex') FROM delivery_message")
                .query(String.class)
                .single())
        .isEqualTo(hash(ANA));
  }

  @Test
  void suppressionsOfARecipientMoveWithItAndStayByHashWhenItIsErased() throws Exception {
    String ana = recipient();
    String twin = recipient();
    post("{'recipientId': '%s', 'category': 'offers'}".formatted(twin));
    server.post("/api/recipients/" + ana + "/merge", "{\"from\": \"" + twin + "\"}");
    assertThat(reasons("?recipientId=" + ana)).containsExactly("MANUAL");

    server.put("/api/recipients/" + ana, "application/json", utf8("{\"email\": \"" + ANA + "\"}"));
    server.send(server.request("/api/recipients/" + ana).DELETE());

    assertThat(reasons("?recipientId=" + ana)).isEmpty();
    assertThat(reasons("?address=" + ANA)).containsExactly("MANUAL");
    assertThat(server.count("suppression WHERE category = 'offers' AND channel = 'EMAIL'"))
        .isEqualTo(1);
  }

  /** By the person's own preferences. */
  @Test
  void whoWantsACategoryAgainIsSubscribedAgain() throws Exception {
    String ana = recipient();
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO suppression (id, recipient_id, category, reason, since)
            SELECT gen_random_uuid(), :ana::uuid, category, 'UNSUBSCRIBED', now()
            FROM unnest(ARRAY['offers', 'news']) AS category
            """)
        .param("ana", ana)
        .update();

    server.put(
        "/api/preferences/" + ana,
        "application/json",
        utf8("{\"categories\": {\"offers\": {\"enabled\": true}}}"));

    assertThat(server.count("suppression WHERE category = 'news'")).isEqualTo(1);
    assertThat(server.count("suppression")).isEqualTo(1);
  }

  /** One click by an address that is theirs does not change what they have said. */
  @Test
  void whoSaysAgainThatACategoryIsWantedGetsItAndWhoSaysNothingDoesNot() throws Exception {
    String ana = recipient();
    String preferences = "/api/preferences/" + ana;
    String wanted = "{\"categories\": {\"offers\": {\"enabled\": true}}}";
    server.put(preferences, "application/json", utf8(wanted));
    server
        .database
        .jdbc()
        .sql(
            """
            INSERT INTO suppression (id, recipient_id, category, reason, since)
            VALUES (gen_random_uuid(), :ana::uuid, 'offers', 'UNSUBSCRIBED', now())
            """)
        .param("ana", ana)
        .update();

    server.put(
        preferences,
        "application/json",
        utf8("{\"categories\": {\"offers\": {\"channels\": [\"EMAIL\"]}}}"));
    assertThat(server.count("suppression")).as("nothing was said of it").isEqualTo(1);

    server.put(preferences, "application/json", utf8(wanted));
    assertThat(server.count("suppression")).isZero();
  }

  @Test
  void aFilterThatIsWrongIsNamed() {
    for (String filter : List.of("address=x%20y", "channel=FAX", "reason=X", "recipientId=x")) {
      assertThat(server.get(ADDRESS + "?" + filter).statusCode()).as(filter).isEqualTo(400);
    }
  }

  private String recipient() throws IOException {
    return json.readTree(server.post("/api/recipients", "{}").body()).path("id").asText();
  }

  private String hashInDatabase() {
    return server
        .database
        .jdbc()
        .sql("SELECT encode(address_hash, 'hex') FROM suppression")
        .query(String.class)
        .single();
  }

  private static String hash(String email) {
    return server.bean(AddressHashes.class).of(EmailAddress.of(email));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse<String> post(String body) {
    return server.post(ADDRESS, body.replace('\'', '"'));
  }

  private HttpResponse<String> delete(String id) {
    return server.send(server.request(ADDRESS + "/" + id).DELETE());
  }

  private static String id(HttpResponse<String> answer) throws IOException {
    return json.readTree(answer.body()).path("id").asText();
  }

  private static List<String> reasons(String query) throws IOException {
    return json.readTree(server.get(ADDRESS + query).body())
        .path("items")
        .findValuesAsText("reason");
  }
}
