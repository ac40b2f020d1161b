package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.PersonalData;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.link.LinkTokens;
import io.chasqui.platform.CorrelationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The link in a message by which somebody says that they want no more of its kind. */
@ExtendWith(OutputCaptureExtension.class)
class UnsubscribeIT {

  private static final EmailAddress ANA = EmailAddress.of("ana.quispe@example.com");
  private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  /** Without a key, a login or a cookie. */
  private final HttpClient anybody = HttpClient.newHttpClient();

  @BeforeEach
  void nobody() {
    server.database.jdbc().sql("TRUNCATE suppression, rate_limit").update();
    server.database.jdbc().sql("DELETE FROM recipient").update();
    server.database.jdbc().sql("DELETE FROM delivery_message").update();
  }

  @ParameterizedTest
  @CsvSource({
    "en, lang=\"en\", Do you want no more messages of the kind offers?",
    "'es-419,es;q=0.9', lang=\"es\", ¿Quiere dejar de recibir mensajes del tipo offers?"
  })
  void lookingAtThePageChangesNothing(String language, String lang, String question) {
    HttpResponse<String> page =
        send(link(delivery("offers", null)).header("Accept-Language", language).GET());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(page.body()).contains(lang, question, "<form method=\"post\">");
    assertThat(page.body()).doesNotContain("<script", "ana", "quispe");
    assertThat(server.count("suppression")).isZero();
  }

  @Test
  void oneClickEndsTheCategoryOfThatAddressAndOnceMoreChangesNothing() {
    DeliveryId id = delivery("offers", null);

    assertThat(click(id).statusCode()).isEqualTo(200);
    assertThat(click(id).body()).contains("You will get no more messages of the kind offers.");

    assertThat(
            server
                .database
                .jdbc()
                .sql(
                    """
                    SELECT channel || ' ' || category || ' ' || reason || ' '
                      || (source_delivery = :id) || ' ' || encode(address_hash, 'hex')
                    FROM suppression
                    """)
                .param("id", id.value())
                .query(String.class)
                .list())
        .containsExactly(
            "EMAIL offers UNSUBSCRIBED true " + server.bean(AddressHashes.class).of(ANA));
  }

  /** RFC 8058 lets mail programs choose. */
  @Test
  void theFormMayComeInParts() {
    String body =
        "--x\r\n"
            + "Content-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
            + "One-Click\r\n"
            + "--x--";

    HttpResponse<String> answer =
        send(
            link(delivery("offers", null))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(server.count("suppression")).isEqualTo(1);
  }

  @Test
  void whoIsInTheDirectorySeesItInTheirPreferencesAndTakesItBackThere() {
    UUID ana = UUID.randomUUID();
    preferences(ana, "{\"email\": \"ana.quispe@example.com\"}", "/api/recipients/");
    DeliveryId id = delivery("offers", ana);

    assertThat(click(id).statusCode()).isEqualTo(200);

    assertThat(server.count("suppression WHERE recipient_id = '" + ana + "'")).isEqualTo(1);
    assertThat(server.get("/api/preferences/" + ana).body())
        .contains("\"offers\":{\"enabled\":false");
    preferences(ana, "{\"categories\": {\"offers\": {\"enabled\": true}}}", "/api/preferences/");
    assertThat(server.count("suppression")).isZero();
  }

  @Test
  void whoForgetsWhatWasSaidOfACategoryIsShownThatItIsStillRefused() {
    UUID ana = UUID.randomUUID();
    String at = "/api/preferences/";
    preferences(ana, "{\"email\": \"ana.quispe@example.com\"}", "/api/recipients/");
    click(delivery("offers", ana));

    preferences(ana, "{\"categories\": {\"offers\": null}}", at);

    assertThat(server.count("suppression")).isEqualTo(1);
    assertThat(server.get(at + ana).body()).contains("\"offers\":{\"enabled\":false");
    preferences(ana, "{\"categories\": {\"offers\": {\"enabled\": true}}}", at);
    assertThat(server.count("suppression")).isZero();
    assertThat(server.get(at + ana).body()).contains("\"offers\":{\"enabled\":true");
  }

  @Test
  void whatIsRefusedAtAnAddressAloneIsShownAsOfItsChannel() {
    UUID ana = UUID.randomUUID();
    click(delivery("offers", null));

    preferences(ana, "{\"email\": \"ana.quispe@example.com\"}", "/api/recipients/");

    assertThat(server.get("/api/preferences/" + ana).body())
        .contains(
            "\"offers\":{\"enabled\":true,\"channels\":[\"TELEGRAM\",\"SMS\",\"PUSH\","
                + "\"WEBHOOK\"]}");
  }

  @Test
  void aLinkWorksWhenItsDeliveryIsErased() {
    DeliveryId id = delivery("offers", null);
    server.bean(Deliveries.class).cancel(id);
    server.bean(PersonalData.class).erase(Duration.ZERO, 10);
    assertThat(server.count("delivery_message WHERE recipient IS NULL")).isEqualTo(1);

    assertThat(click(id).statusCode()).isEqualTo(200);

    assertThat(server.count("suppression WHERE category = 'offers'")).isEqualTo(1);
  }

  /** Nothing tells one from the other. */
  @Test
  void whatLeadsNowhereIsAnsweredAlike() {
    String right = token(delivery("offers", null));
    String forged = right.substring(0, right.length() - 2) + "AA";
    List<String> tokens =
        List.of(
            forged,
            "x",
            "1..",
            token(DeliveryId.fresh()),
            token(delivery("security", null)),
            token(delivery(null, null)));

    HttpResponse<String> first = send(link(tokens.get(0)).GET());
    assertThat(first.statusCode()).isEqualTo(404);
    for (String token : tokens) {
      for (HttpResponse<String> answer :
          List.of(send(link(token).GET()), send(posting(link(token), ONE_CLICK)))) {
        assertThat(answer.statusCode()).as(token).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(first.body());
      }
    }
    assertThat(server.count("suppression")).isZero();
  }

  /** Mail programs, scanners and people make all of these of a link. */
  @ParameterizedTest(name = "{0} {1} {2}, {3}")
  @CsvSource({
    // method, address, type of the body, its text, answer, whether it ends the category
    "GET,    {token},                       ,             ,                          200, false",
    "HEAD,   {token},                       ,             ,                          200, false",
    "GET,    {token}/,                      ,             ,                          200, false",
    "HEAD,   {token}/,                      ,             ,                          200, false",
    "GET,    {token}?utm_source=x,          ,             ,                          200, false",
    "GET,    {upper},                       ,             ,                          404, false",
    "GET,    {token}%20,                    ,             ,                          404, false",
    "GET,    %20{token},                    ,             ,                          404, false",
    "GET,    {token}.,                      ,             ,                          404, false",
    "GET,    {foreign},                     ,             ,                          404, false",
    "GET,    {encoded},                     ,             ,                          200, false",
    "POST,   {token},                    form, List-Unsubscribe=One-Click,           200, true",
    "POST,   {token}/,                   form, List-Unsubscribe=One-Click,           200, true",
    "POST,   {encoded},                  form, List-Unsubscribe=One-Click,           200, true",
    "POST,   {token},                    form, '',                                   200, true",
    "POST,   {token},                    form, something=else,                       200, true",
    "POST,   {token},                    form, %zz&=&%,                              200, true",
    "POST,   {token},  multipart/form-data;boundary=x, no parts,                     200, true",
    "POST,   {token},  multipart/form-data, List-Unsubscribe=One-Click,              200, true",
    "POST,   {upper},                    form, List-Unsubscribe=One-Click,           404, false",
    "POST,   {token}%20,                 form, List-Unsubscribe=One-Click,           404, false",
    "POST,   {foreign},                  form, List-Unsubscribe=One-Click,           404, false",
    "POST,   {token},                    form, {5 KB},                               413, false",
    "POST,   {token},                        , List-Unsubscribe=One-Click,           415, false",
    "POST,   {token},        application/json, {},                                   415, false",
    "PUT,    {token},                    form, List-Unsubscribe=One-Click,           401, false",
    "DELETE, {token},                        ,             ,                          401, false",
    "GET,    '',                             ,             ,                          401, false"
  })
  void eachFormOfALinkHasItsAnswer(
      String method,
      String address,
      @Nullable String type,
      @Nullable String text,
      int status,
      boolean ends) {
    String token = token(delivery("offers", null));
    String path =
        address
            .replace("{token}", token)
            .replace("{upper}", token.toUpperCase(Locale.ROOT))
            .replace("{encoded}", "%31" + token.substring(1))
            .replace("{foreign}", token.substring(0, token.length() - 4) + "AAAA");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/u/" + path))
            .method(
                method,
                text == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(
                        text.replace("{5 KB}", "a=" + "x".repeat(5 * 1024))));
    if (type != null) {
      request.header(
          "Content-Type", type.equals("form") ? "application/x-www-form-urlencoded" : type);
    }

    HttpResponse<String> answer = send(request);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(server.count("suppression WHERE reason = 'UNSUBSCRIBED'")).isEqualTo(ends ? 1 : 0);
    if (method.equals("HEAD")) {
      assertThat(answer.body()).isEmpty();
    }
  }

  /** Whoever has it can unsubscribe somebody. */
  @Test
  void noLinkIsLogged(CapturedOutput output) {
    DeliveryId id = delivery("offers", null);
    click(id);
    send(link(id).GET());
    send(posting(link(token(id) + "x"), ONE_CLICK));

    assertThat(output.getAll()).contains("POST /u/*** answered with 200");
    assertThat(output.getAll()).doesNotContain(token(id));
  }

  @Test
  void aLargerFormIsNotRead() {
    DeliveryId id = delivery("offers", null);

    assertThat(send(posting(link(id), "a=" + "x".repeat(4 * 1024))).statusCode()).isEqualTo(413);
    assertThat(server.count("suppression")).isZero();
  }

  @Test
  void anAddressMayFollowSixtyLinksAMinute() {
    DeliveryId id = delivery("offers", null);
    for (int i = 0; i < 60; i++) {
      assertThat(send(link(id).GET()).statusCode()).isEqualTo(200);
    }

    // A token comes back each second.
    HttpResponse<String> answer = send(link(id).GET());
    for (int i = 0; i < 20 && answer.statusCode() == 200; i++) {
      answer = send(link(id).GET());
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  private static DeliveryId delivery(@Nullable String category, @Nullable UUID recipient) {
    return server
        .bean(Deliveries.class)
        .schedule(
            DeliveryRequest.email(ANA)
                .origin(Origin.REQUEST)
                .correlationId(new CorrelationId("unsubscribe"))
                .message("Hi")
                .recipientId(recipient)
                .category(category)
                .at(Instant.now().plus(Duration.ofDays(1)))
                .build());
  }

  private static void preferences(UUID id, String body, String at) {
    assertThat(
            server
                .put(at + id, "application/json", body.getBytes(StandardCharsets.UTF_8))
                .statusCode())
        .isBetween(200, 201);
  }

  private HttpResponse<String> click(DeliveryId id) {
    return send(posting(link(id), ONE_CLICK));
  }

  private static HttpRequest.Builder posting(HttpRequest.Builder link, String form) {
    return link.header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  private static String token(DeliveryId id) {
    return server.bean(LinkTokens.class).of(id);
  }

  private static HttpRequest.Builder link(DeliveryId id) {
    return link(token(id));
  }

  private static HttpRequest.Builder link(String token) {
    return HttpRequest.newBuilder(server.uri("/u/" + token));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return anybody.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
