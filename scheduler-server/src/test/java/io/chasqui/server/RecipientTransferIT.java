package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.server.api.access.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The directory in and out as CSV. */
class RecipientTransferIT {

  private static final String IMPORT = "/api/recipients/import";
  private static final String EXPORT = "/api/recipients/export";
  private static final ObjectMapper json = new ObjectMapper();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @BeforeEach
  void nobody() {
    server.database.jdbc().sql("DELETE FROM recipient").update();
    server.database.jdbc().sql("DELETE FROM erased_address").update();
    server.database.jdbc().sql("DELETE FROM recipient_attribute").update();
  }

  @Test
  void rowsMakeRecipientsThenChangeThem() {
    assertThat(
            imported(
                "?mergeBy=externalId",
                "externalId,name,phone,timeZone,tags,attributes.age,attributes.on,attributes.plan",
                "c-1,Ana,+7 912 345 67 89,+03:00,vip;lima,40,true,gold",
                "c-2,\"Luis, the 2nd\",,,,\"40\",,"))
        .containsExactly(totals(2, 0, 0, 0));

    JsonNode ana = recipient("c-1");
    assertThat(ana.path("phone").asText()).isEqualTo("+79123456789");
    assertThat(ana.path("operatorCode").asText()).isEqualTo("912");
    assertThat(ana.path("timeZone").asText()).isEqualTo("+03:00");
    assertThat(ana.path("tags").toString()).isEqualTo("[\"vip\",\"lima\"]");
    assertThat(ana.path("attributes").path("age").isInt()).isTrue();
    assertThat(ana.path("attributes").path("on").isBoolean()).isTrue();
    JsonNode luis = recipient("c-2");
    assertThat(luis.path("name").asText()).isEqualTo("Luis, the 2nd");
    assertThat(luis.path("attributes").toString()).isEqualTo("{\"age\":\"40\"}");

    assertThat(
            imported(
                "?mergeBy=externalId",
                "externalId,name,attributes.age",
                "c-1,Ana,",
                "c-2,\"Luis, the 2nd\",\"40\""))
        .containsExactly(totals(0, 1, 1, 0));
    ana = recipient("c-1");
    assertThat(ana.path("attributes").toString()).isEqualTo("{\"on\":true,\"plan\":\"gold\"}");
    assertThat(ana.path("phone").asText()).as("has no column").isEqualTo("+79123456789");
    assertThat(ana.path("version").asInt()).isEqualTo(2);
    assertThat(recipient("c-2").path("version").asInt()).isEqualTo(1);
  }

  @Test
  void aBadRowSpoilsNoOther() {
    List<String> lines =
        imported(
            "?mergeBy=externalId",
            "externalId,email,phone",
            "c-1,ana@example.com,",
            "c-2,nobody,8912",
            "c-3,x",
            ",luis@example.com,",
            "c-4,luis@example.com,");

    assertThat(lines).hasSize(4).last().isEqualTo(totals(2, 0, 0, 3));
    assertThat(errors(lines))
        .containsExactly("3 email INVALID, phone INVALID", "4 row WIDTH", "5 externalId NO_KEY");
  }

  @Test
  void aKeyOfSeveralIsAmbiguous() {
    imported(
        "?mergeBy=externalId", "externalId,email", "c-1,ana@example.com", "c-2,ana@Example.com");

    List<String> lines =
        imported("?mergeBy=email", "email,name", "ana@EXAMPLE.com,Ana", "Ana@example.com,Eva");

    assertThat(errors(lines)).containsExactly("2 email AMBIGUOUS");
    assertThat(lines)
        .last()
        .as("the case before the @ tells people apart")
        .isEqualTo(totals(1, 0, 0, 1));
  }

  @Test
  void ofTwoRowsOfOneKeyTheLaterWinsAndItIsTold() {
    List<String> lines =
        imported(
            "?mergeBy=phone",
            "phone,name",
            "+51987654321,Ana",
            "+51 987 654 321,Eva",
            "0051987654321,Eva");

    assertThat(lines).last().isEqualTo(totals(1, 1, 1, 0));
    assertThat(read(lines.get(0)).path("line").asInt()).isEqualTo(2);
    assertThat(read(lines.get(0)).path("warnings").path(0).path("code").asText())
        .isEqualTo("REPEATED");
    assertThat(read(lines.get(0)).path("warnings").path(0).path("message").asText())
        .contains("line 3");
    assertThat(server.count("recipient WHERE name = 'Eva'")).isEqualTo(1);
    assertThat(server.count("recipient")).isEqualTo(1);
  }

  @Test
  void itIsToldAcrossThousandsToo() {
    List<String> rows = new ArrayList<>(List.of("externalId,name"));
    for (int i = 0; i < 1_500; i++) {
      rows.add("c-" + i + ",n");
    }
    rows.add("c-7,other");

    List<String> lines = imported("?mergeBy=externalId", rows.toArray(String[]::new));

    assertThat(lines).hasSize(2).last().isEqualTo(totals(1_500, 1, 0, 0));
    assertThat(lines.get(0)).contains("\"line\":1502", "REPEATED");
    assertThat(recipient("c-7").path("name").asText()).isEqualTo("other");
  }

  @Test
  void theModeSaysWhatRowsMayDo() {
    imported("?mergeBy=externalId", "externalId,name", "c-1,Ana");

    assertThat(
            errors(
                imported("?mergeBy=externalId&mode=insert", "externalId,name", "c-1,x", "c-2,y")))
        .containsExactly("2 externalId EXISTS");
    assertThat(
            errors(
                imported("?mergeBy=externalId&mode=update", "externalId,name", "c-1,x", "c-3,y")))
        .containsExactly("3 externalId NOT_FOUND");
    assertThat(recipient("c-1").path("name").asText()).isEqualTo("x");
    assertThat(server.count("recipient")).isEqualTo(2);
  }

  @Test
  void aDryRunStoresNothing() {
    assertThat(imported("?mergeBy=externalId&dryRun=true", "externalId,name", "c-1,Ana", "c-2,Eva"))
        .containsExactly(totals(2, 0, 0, 0));
    assertThat(server.count("recipient")).isZero();
  }

  @Test
  void idsAndExternalIdsStayTheirOwners() {
    String id = UUID.randomUUID().toString();
    imported("?mergeBy=id", "id,externalId,email", id + ",c-1,ana@example.com");
    imported("?mergeBy=externalId", "externalId,email", "c-2,eva@example.com");

    assertThat(
            errors(
                imported(
                    "?mergeBy=email",
                    "email,id,externalId",
                    "eva@example.com,,c-1",
                    "ida@example.com,,c-9",
                    "uma@example.com,,c-9",
                    "zoe@example.com," + id + ",",
                    "eva@example.com," + UUID.randomUUID() + ",c-2")))
        .containsExactly(
            "2 externalId EXTERNAL_ID_TAKEN",
            "4 externalId EXTERNAL_ID_TAKEN",
            "5 id EXISTS",
            "6 id EXISTS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?mergeBy=surname    | id        | mergeBy",
        "?mode=replace       | id        | mode",
        "?dryRun=maybe       | id        | dryRun",
        "?mergeBy=email      | id,name   | body",
        "?mergeBy=id         | id,nmae   | nmae",
        "?mergeBy=id         | id,id     | id",
        "?mergeBy=id         | ''        | body",
        "''                  | name      | body"
      })
  void anImportThatCannotBeMeantIsRefused(String query, String header, String field) {
    HttpResponse<String> answer = server.postAs("text/csv", IMPORT + query, header + "\n");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(read(answer.body()).path("errors").findValuesAsText("field")).contains(field);
  }

  @Test
  void whatCannotBeReadFurtherEndsIt() {
    List<String> lines =
        imported("?mergeBy=externalId", "externalId,name", "c-1,Ana", "c-2,\"never closed");

    assertThat(lines).last().isEqualTo(totals(1, 0, 0, 1));
    assertThat(errors(lines)).containsExactly("3 row NOT_READ");
    assertThat(recipient("c-1").path("name").asText()).isEqualTo("Ana");
  }

  @Test
  void anotherCharsetIsRefused() {
    byte[] latin = "externalId,name\nc-1,José\n".getBytes(StandardCharsets.ISO_8859_1);
    HttpResponse<String> answer =
        server.send(
            server
                .request(IMPORT + "?mergeBy=externalId")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofByteArray(latin)));

    assertThat(answer.body()).contains("UTF-8");
    assertThat(server.count("recipient")).isZero();
    assertThat(
            server.postAs("text/csv;charset=ISO-8859-1", IMPORT, "externalId\nc-1\n").statusCode())
        .isIn(400, 415);
  }

  @Test
  void manyBadRowsAreToldToWhoReadsNothingBeforeAllIsSent() {
    StringBuilder file = new StringBuilder("externalId,email\n");
    for (int i = 0; i < 30_000; i++) {
      file.append("c-").append(i).append(",nobody\n");
    }

    HttpResponse<String> answer =
        server.postAs("text/csv", IMPORT + "?mergeBy=externalId", file.toString());

    assertThat(answer.body().lines()).hasSize(30_001).last().isEqualTo(totals(0, 0, 0, 30_000));
  }

  /** How fast: {@code -Dchasqui.import.rows=200000} measures at size. */
  @Test
  void manyGoInAndOut() {
    int rows = Integer.getInteger("chasqui.import.rows", 5_000);
    StringBuilder file =
        new StringBuilder("externalId,name,email,phone,timeZone,tags,attributes.age\n");
    for (int i = 0; i < rows; i++) {
      file.append(
          "c-%1$s,Ana %1$s,ana%1$s@example.com,+7%2$s,America/Lima,vip;lima,%3$s\n"
              .formatted(i, 9_000_000_000L + i, i % 90));
    }
    String csv = file.toString();

    timed(rows, "inserted", () -> server.postAs("text/csv", IMPORT + "?mergeBy=externalId", csv));
    String again =
        timed(rows, "unchanged", () -> server.postAs("text/csv", IMPORT + "?mergeBy=email", csv));
    String out = timed(rows, "exported", () -> server.get(EXPORT));

    assertThat(again.strip()).isEqualTo(totals(0, 0, rows, 0));
    assertThat(out.lines().count()).isEqualTo(rows + 1);
  }

  private static String timed(int rows, String what, Supplier<HttpResponse<String>> call) {
    long begin = System.nanoTime();
    String body = call.get().body();
    long millis = Math.max(1, Duration.ofNanos(System.nanoTime() - begin).toMillis());
    System.out.printf(
        Locale.ROOT, "%,d rows %s, %,d a second%n", rows, what, 1_000L * rows / millis);
    return body;
  }

  @Test
  void whatWasExportedIsUnchangedWhenItIsImported() {
    server.post(
        "/api/recipients",
        """
        {"externalId": "c-1", "name": "Ana \\"A\\", Quispe", "email": "ana@example.com",
         "phone": "+79123456789", "telegramChatId": "7", "locale": "es-PE", "timeZone": "+03:00",
         "tags": ["a b", "c"], "operatorCode": "900",
         "attributes": {"age": 40, "code": "40", "on": false, "empty": "", "text": "x,y", "x": 1.5}}
        """);
    server.post("/api/recipients", "{\"timeZone\": \"America/Lima\", \"phone\": \"+79123456789\"}");

    HttpResponse<String> exported = server.get(EXPORT);

    assertThat(exported.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("text/csv;charset=UTF-8");
    assertThat(exported.body().lines().findFirst().orElse(""))
        .isEqualTo(
            "id,externalId,name,email,phone,telegramChatId,locale,timeZone,tags,operatorCode,"
                + "attributes.age,attributes.code,attributes.empty,attributes.on,attributes.text,"
                + "attributes.x");
    assertThat(server.postAs("text/csv", IMPORT, exported.body()).body().strip())
        .isEqualTo(totals(0, 0, 2, 0));
  }

  @Test
  void aSafeExportHasNoFormulas() {
    server.post(
        "/api/recipients",
        "{\"name\": \"=1+1\", \"phone\": \"+79123456789\", \"attributes\": {\"a\": \"@x,y\","
            + " \"b\": -5}}");

    assertThat(server.get(EXPORT).body()).contains(",=1+1,", ",+79123456789,", ",\"@x,y\",-5");
    assertThat(server.get(EXPORT + "?safe=true").body())
        .contains(",'=1+1,", ",'+79123456789,", ",\"'@x,y\",'-5");
  }

  @Test
  void exportsHaveAllPages() {
    List<String> rows = new ArrayList<>(List.of("externalId"));
    for (int i = 0; i < 2_500; i++) {
      rows.add("c-" + i);
    }
    imported("?mergeBy=externalId", rows.toArray(String[]::new));

    assertThat(server.get(EXPORT).body().lines().skip(1)).hasSize(2_500).doesNotHaveDuplicates();
  }

  @Test
  void readersMayDoNeither() {
    String[] reader = {"Authorization", "Bearer " + server.key(Scope.READ)};

    assertThat(server.get(EXPORT, reader).statusCode()).isEqualTo(403);
    assertThat(server.postAs("text/csv", IMPORT, "id\n", reader).statusCode()).isEqualTo(403);
    assertThat(server.get("/api/destinatarios/export").statusCode()).isEqualTo(200);
  }

  private static List<String> imported(String query, String... rows) {
    HttpResponse<String> answer =
        server.postAs("text/csv", IMPORT + query, String.join("\n", rows) + "\n");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().lines().toList();
  }

  private static JsonNode recipient(String externalId) {
    return read(server.get("/api/recipients?externalId=" + externalId).body())
        .path("items")
        .path(0);
  }

  private static String totals(int inserted, int updated, int unchanged, int failed) {
    return "{\"inserted\":%s,\"updated\":%s,\"unchanged\":%s,\"failed\":%s}"
        .formatted(inserted, updated, unchanged, failed);
  }

  /** The line of each row that failed, with columns and codes. */
  private static List<String> errors(List<String> lines) {
    List<String> errors = new ArrayList<>();
    for (String line : lines) {
      List<String> codes = new ArrayList<>();
      read(line)
          .path("errors")
          .forEach(
              error -> codes.add(error.path("field").asText() + " " + error.path("code").asText()));
      if (!codes.isEmpty()) {
        errors.add(read(line).path("line").asText() + " " + String.join(", ", codes));
      }
    }
    return errors;
  }

  private static JsonNode read(String body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
