package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.key.ApiKeys;
import io.chasqui.testing.UnsentBody;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every address that the server has, asked by everybody there is. The addresses come from the
 * server, and so does who gets in: the golden file is the whole of it, to be read by people, so
 * that an address without a rule, and a rule that was changed by mistake, are both seen.
 */
class AccessMatrixIT {

  private static final GoldenFile MATRIX = new GoldenFile("access-matrix.txt");

  private static final List<String> FORMS_OF_BODIES =
      List.of(
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Type: multipart/form-data; boundary=b",
          "Content-Type: application/json",
          "Content-Type: application/octet-stream",
          "X-Type: none");

  private static final String EVERYBODY = "everybody";
  private static final List<String> ROLES = List.of("viewer", "operator", "admin");
  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private static final Map<String, String> badKeys = new LinkedHashMap<>();
  private static final Map<Scope, String> keys = new TreeMap<>();
  private static final Map<String, Browser> people = new TreeMap<>();

  @BeforeAll
  static void start() {
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

  @Test
  void thoseGetInWhoAreInTheGoldenFile() {
    MATRIX.isEqualTo(
        addresses().map(AccessMatrixIT::line).collect(Collectors.joining("\n", "", "\n")));
  }

  @Test
  void everyOperationOfTheApiIsAnAddressOfTheServer() throws Exception {
    JsonNode paths = json.readTree(server.get("/v3/api-docs").body()).path("paths");
    Set<String> operations = new TreeSet<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

    assertThat(addresses()).containsAll(operations);
  }

  @ParameterizedTest
  @MethodSource("addressesThatAreNotForEverybody")
  void noBadKeyOpensWhatIsNotForEverybody(String address) {
    assertThat(status(address, null)).as("no key").isEqualTo(401);
    badKeys.forEach((name, key) -> assertThat(status(address, key)).as(name).isEqualTo(401));
  }

  static Stream<String> addressesThatAreNotForEverybody() {
    return MATRIX.lines().stream()
        .filter(line -> !line.endsWith(" " + EVERYBODY))
        .map(line -> line.split(" +"))
        .map(words -> words[0] + " " + words[1]);
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
            addresses().map(AccessMatrixIT::path),
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
        boolean isForm =
            path.matches("/(login|logout|password|console/.+)") && type.contains("urlencoded");
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

  /** By path, and what is at one path by method. */
  private static Stream<String> addresses() {
    return Addresses.of(server).stream()
        .filter(address -> !address.startsWith("* /error"))
        .sorted(
            Comparator.comparing((String address) -> address.split(" ")[1])
                .thenComparing(address -> address.split(" ")[0]));
  }

  private static String line(String address) {
    String[] methodAndPath = address.split(" ");
    return "%-6s %-68s  %s"
        .formatted(methodAndPath[0], methodAndPath[1], String.join(" ", whoGetsIn(address)));
  }

  private static List<String> whoGetsIn(String address) {
    if (isLetIn(status(address, null))) {
      return List.of(EVERYBODY);
    }
    List<String> who = new ArrayList<>();
    ROLES.stream()
        .filter(role -> isLetIn(statusOfPerson(address, role)))
        .findFirst()
        .ifPresent(who::add);
    List<String> scopes =
        keys.entrySet().stream()
            .filter(key -> isLetIn(status(address, key.getValue())))
            .map(key -> key.getKey().word())
            .toList();
    scopes.stream()
        .filter(word -> scopes.size() == 1 || !word.equals(Scope.ADMIN.word()))
        .forEach(who::add);
    return who.isEmpty() ? List.of("nobody") : who;
  }

  private static boolean isLetIn(int status) {
    return status != 401 && status != 403;
  }

  private static int statusOfPerson(String address, String role) {
    return people.get(role).statusOf(address.split(" ")[0], path(address));
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
        .replaceAll("\\{[A-Za-z]+}", "report-1")
        .replace("/**", "/x")
        .replace("/*", "/x");
  }

  private static String withoutIds(String body) {
    return body.replaceAll("\"correlationId\":\"[^\"]*\"", "");
  }
}
