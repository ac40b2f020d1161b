package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.key.ApiKeys;
import io.chasqui.server.key.Scope;
import io.chasqui.testing.UnsentBody;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every address that the server has, asked by everybody there is. The addresses come from the
 * server; who may use them is said here a second time, so that an address without a rule, and a
 * rule that was changed by mistake, both fail.
 */
class AccessMatrixIT {

  /** Address, and who gets in: scopes of keys, and the lowest role of people. */
  private static final Map<String, Set<String>> EXPECTED =
      table(
          """
          POST /api/schedule-email                     schedule
          POST /api/schedule-email/batch               schedule
          POST /api/schedule-messaging                 schedule
          POST /api/schedule-messaging/batch           schedule
          POST /api/notify                             schedule
          POST /api/notify/                            schedule
          POST /api/contact                            everybody
          POST /api/contact/                           everybody
          GET /api/contact-messages                    read
          GET /api/contact-messages/                   read
          PUT /api/reports/{correlationId}             schedule
          GET /api/reports/{correlationId}             read
          HEAD /api/reports/{correlationId}            read
          GET /api/deliveries                          read
          GET /api/deliveries/{id}                     read
          POST /api/deliveries/{id}/cancel             manage
          POST /api/deliveries/{id}/retry              manage
          POST /api/deliveries/{id}/confirm            manage
          POST /api/deliveries/{id}/reschedule         manage
          GET /api/alerts                              read
          POST /api/keys                               admin
          GET /api/keys                                admin
          DELETE /api/keys/{id}                        admin
          GET /                                        viewer
          GET /dashboard                               viewer
          GET /dashboard/                              viewer
          GET /dashboard/overview                      viewer
          GET /dashboard/jobs                          viewer
          GET /dashboard/jobs/{id}                     viewer
          GET /dashboard/recurring-jobs                viewer
          GET /dashboard/servers                       viewer
          GET /dashboard/api/**                        viewer
          GET /dashboard/sse/jobstats                  viewer
          GET /dashboard/sse/servers                   viewer
          GET /dashboard/sse/jobs/{id}                 viewer
          POST /dashboard/api/**                       operator
          DELETE /dashboard/api/**                     operator
          GET /dashboard/static/**                     viewer
          GET /dashboard/{file:chasqui-dashboard\\.js}  viewer
          GET /dashboard/{file:favicon\\.ico|logo192\\.png|manifest\\.json}  viewer
          GET /docs                                    viewer
          GET /docs/                                   viewer
          GET /v3/api-docs                             viewer read
          GET /v3/api-docs/swagger-config              viewer read
          GET /v3/api-docs.yaml                        viewer read
          GET /swagger-ui/**                           viewer
          GET /swagger-ui/*index.html                  viewer
          GET /swagger-ui/*swagger-initializer.js      viewer
          GET /actuator/info                           read
          GET /actuator/prometheus                     read
          GET /actuator/health                         everybody
          GET /actuator/health/**                      everybody
          GET /healthz                                 everybody
          GET /healthz/                                everybody
          GET /password                                nobody
          POST /password                               nobody
          """);

  private static final List<String> FORMS_OF_BODIES =
      List.of(
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Type: multipart/form-data; boundary=b",
          "Content-Type: application/json",
          "Content-Type: application/octet-stream",
          "X-Type: none");

  private static final List<String> ROLES = List.of("viewer", "operator", "admin");
  private static final ObjectMapper json = new ObjectMapper();

  private static ChasquiServer server;
  private static final Map<String, String> badKeys = new LinkedHashMap<>();
  private static final Map<Scope, String> keys = new TreeMap<>();
  private static final Map<String, Browser> people = new TreeMap<>();

  @BeforeAll
  static void start() {
    server = ChasquiServer.start();
    for (Scope scope : Scope.values()) {
      keys.put(scope, server.key(scope));
    }
    String revoked = server.key(Scope.ADMIN);
    server.bean(ApiKeys.class).revoke(revoked.split("_")[1]);
    String expired = server.key(Scope.ADMIN);
    server
        .database
        .jdbc()
        .sql(
            "UPDATE api_key SET created_at = now() - interval '2 days',"
                + " expires_at = now() - interval '1 second' WHERE id = ?")
        .param(expired.split("_")[1])
        .update();
    String good = keys.get(Scope.ADMIN);
    badKeys.put("revoked", revoked);
    badKeys.put("expired", expired);
    String end = good.endsWith("00") ? "11" : "00";
    badKeys.put("wrong secret", good.substring(0, good.length() - 2) + end);
    badKeys.put("unknown", "chq_000000000000_" + good.split("_")[2]);
    badKeys.put("no key at all", "letmein");
    badKeys.put("empty", "");
    for (String role : ROLES) {
      people.put(role, Browser.of(server, role));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyAddressOfTheServerHasARule() {
    Set<String> addresses = new TreeSet<>(Addresses.of(server));
    addresses.removeIf(address -> address.startsWith("* /error"));

    assertThat(addresses).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
  }

  @Test
  void everyOperationOfTheApiHasARule() throws Exception {
    JsonNode paths = json.readTree(server.get("/v3/api-docs").body()).path("paths");

    paths.forEachEntry(
        (path, methods) ->
            methods
                .fieldNames()
                .forEachRemaining(
                    method ->
                        assertThat(EXPECTED)
                            .containsKey(method.toUpperCase(Locale.ROOT) + " " + path)));
  }

  static Stream<String> addresses() {
    return EXPECTED.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void onlyThoseGetInWhoMay(String address) {
    Set<String> allowed = EXPECTED.get(address);
    if (allowed.contains("everybody")) {
      assertThat(status(address, null)).as("no key").isNotIn(401, 403);
      return;
    }
    assertThat(status(address, null)).as("no key").isEqualTo(401);
    badKeys.forEach((name, key) -> assertThat(status(address, key)).as(name).isEqualTo(401));
    keys.forEach(
        (scope, key) -> {
          boolean may =
              allowed.contains(scope.word()) || scope == Scope.ADMIN && isForKeys(allowed);
          assertAllowed(address + " by a key that may " + scope.word(), may, status(address, key));
        });
    for (String role : ROLES) {
      boolean may =
          allowed.stream()
              .anyMatch(one -> ROLES.contains(one) && ROLES.indexOf(one) <= ROLES.indexOf(role));
      assertPerson(address, role, may && isPage(address));
    }
  }

  @Test
  void whatIsRefusedHasOneForm() {
    HttpResponse<String> first = call("GET /api/deliveries", "letmein");
    for (String key : badKeys.values()) {
      HttpResponse<String> answer = call("GET /api/deliveries", key);

      assertThat(withoutIds(answer.body())).isEqualTo(withoutIds(first.body()));
      assertThat(answer.headers().map().keySet()).isEqualTo(first.headers().map().keySet());
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .hasValue("Bearer realm=\"chasqui\"");
    }
  }

  @Test
  void anAddressThatIsNotThereIsNotFoundByThoseWhoAreKnownOnly() {
    assertThat(status("GET /api/nothing", null)).isEqualTo(401);
    assertThat(status("GET /api/nothing", keys.get(Scope.READ))).isEqualTo(404);
    assertThat(status("DELETE /api/deliveries", keys.get(Scope.READ))).isEqualTo(405);
    assertThat(status("GET /nothing", null)).isEqualTo(401);
  }

  static Stream<String> paths() {
    return Stream.concat(
            EXPECTED.keySet().stream().map(AccessMatrixIT::path),
            Stream.of("/login", "/logout", "/nothing", "/api/nothing", "/error"))
        .distinct();
  }

  /** Their senders would else fill the memory, and hold the threads, of whoever lets nobody in. */
  @ParameterizedTest
  @MethodSource("paths")
  void noBodyIsReadBeforeItIsKnownWhoSendsIt(String path) {
    int turn = 0;
    for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
      for (String type : FORMS_OF_BODIES) {
        String stranger = turn % 2 == 0 ? "X-Key: none" : "Authorization: Bearer letmein";
        String length = turn % 3 == 0 ? UnsentBody.CHUNKED : UnsentBody.LENGTH;
        boolean isForm = path.matches("/(login|logout|password)") && type.contains("urlencoded");
        int status =
            UnsentBody.statusOf(
                server.uri(path), method, stranger, type, isForm ? UnsentBody.LENGTH : length);
        assertThat(status)
            .as("%s %s %s %s", method, path, type, length)
            .isNotEqualTo(408)
            .isBetween(200, 499);
        turn++;
      }
    }
  }

  /** Whoever asks first is told, and sends nothing. */
  @Test
  void nobodyIsToldToGoOnBeforeItIsKnownWhoSends() {
    String[] question = {
      "Content-Type: application/json", "Expect: 100-continue", UnsentBody.LENGTH
    };
    for (String path : List.of("/api/schedule-email", "/api/reports/r", "/nothing", "/healthz")) {
      assertThat(UnsentBody.answerTo(server.uri(path), "PUT", question))
          .startsWith("HTTP/1.1 4")
          .doesNotContain("417");
    }
    assertThat(
            UnsentBody.answerTo(
                server.uri("/api/schedule-email"),
                "POST",
                "Content-Type: application/json",
                "Authorization: Bearer " + keys.get(Scope.SCHEDULE),
                "Expect: 100-continue",
                "Content-Length: 2"))
        .startsWith("HTTP/1.1 100");
  }

  private static boolean isPage(String address) {
    return !address.contains(" /api/");
  }

  private static boolean isForKeys(Set<String> allowed) {
    return allowed.stream().anyMatch(one -> Scope.ofWord(one).isPresent());
  }

  private static void assertAllowed(String who, boolean may, int status) {
    if (may) {
      assertThat(status).as(who).isNotIn(401, 403);
    } else {
      assertThat(status).as(who).isIn(401, 403);
    }
  }

  private static void assertPerson(String address, String role, boolean may) {
    int status = people.get(role).statusOf(address.split(" ")[0], path(address));
    assertAllowed(address + " by a person who is " + role, may, status);
  }

  private static int status(String address, String key) {
    return call(address, key).statusCode();
  }

  private static HttpResponse<String> call(String address, String key) {
    HttpRequest.Builder request = server.anonymous(path(address));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return server.send(method(request, address));
  }

  private static HttpRequest.Builder method(HttpRequest.Builder request, String address) {
    return request.method(address.split(" ")[0], BodyPublishers.noBody());
  }

  private static String path(String address) {
    return address
        .split(" ")[1]
        .replace("/api/keys/{id}", "/api/keys/000000000000")
        .replace("{file:chasqui-dashboard\\.js}", "chasqui-dashboard.js")
        .replace("{file:favicon\\.ico|logo192\\.png|manifest\\.json}", "favicon.ico")
        .replace("/*index.html", "/index.html")
        .replace("/*swagger-initializer.js", "/swagger-initializer.js")
        .replaceAll("\\{id}", "01a2016b-78ea-71a4-bd4b-17a493136127")
        .replaceAll("\\{correlationId}", "report-1")
        .replace("/**", "/x")
        .replace("/*", "/x");
  }

  private static String withoutIds(String body) {
    return body.replaceAll("\"correlationId\":\"[^\"]*\"", "");
  }

  private static Map<String, Set<String>> table(String lines) {
    return lines
        .lines()
        .map(line -> line.split(" {2,}"))
        .collect(
            Collectors.toMap(
                words -> words[0],
                words -> Arrays.stream(words[1].split(" ")).collect(Collectors.toSet()),
                (one, other) -> one,
                LinkedHashMap::new));
  }
}
