package io.chasqui.server.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpMethod;

/**
 * Adds to every operation what its code does not say: examples, from files that a test sends to the
 * real server, and the errors it may answer with.
 */
final class ExamplesAndErrors implements OpenApiCustomizer {

  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";
  private static final String PROBLEM_JSON = "application/problem+json";
  private static final String PROBLEM_SCHEMA = "Problem";

  private static final Map<String, String> ERRORS =
      texts(
          "400", "A field is wrong or unknown, or the body is not JSON. Nothing was stored.",
          "401", "No live key. Nothing was done.",
          "403",
              "The key has not the scope that is needed, or pages of this origin may not send the"
                  + " contact form. Nothing was done.",
          "404", "Not found.",
          "405", "The configured storage takes no reports from here.",
          "409",
              "The delivery's state does not allow it, see currentStatus; or a request with the"
                  + " same Idempotency-Key is still running, see Retry-After; or the name has two"
                  + " live keys. Nothing was changed.",
          "413", "Too large. Nothing was stored.",
          "415",
              "Another content type is expected, or the body is encoded, or JSON in another"
                  + " charset than UTF-8. Nothing was stored.",
          "422", "The Idempotency-Key was used for another request. Nothing was stored.",
          "429",
              "The key has sent more requests than it may, or too many messages have come by the"
                  + " contact form; see Retry-After. Nothing was done.",
          "503",
              "The database or the storage is away, or too many deliveries are open. Nothing was"
                  + " stored; see Retry-After.");

  /** Of every operation that needs a key. */
  private static final List<String> ERRORS_OF_KEYS = List.of("401", "403", "429");

  private static final Map<String, String[]> ERRORS_BY_OPERATION =
      Map.ofEntries(
          errors("scheduleEmail", "400", "409", "413", "415", "422", "503"),
          errors("scheduleMessaging", "400", "409", "413", "415", "422", "503"),
          errors("scheduleEmailBatch", "400", "413", "415", "503"),
          errors("scheduleMessagingBatch", "400", "413", "415", "503"),
          errors("notify", "400", "409", "413", "415", "422", "503"),
          errors("contact", "400", "403", "404", "409", "413", "415", "422", "429", "503"),
          errors("listContactMessages", "400", "503"),
          errors("getDelivery", "400", "404", "503"),
          errors("listDeliveries", "400", "503"),
          errors("cancelDelivery", "400", "404", "409", "503"),
          errors("retryDelivery", "400", "404", "409", "503"),
          errors("confirmDelivery", "400", "404", "409", "503"),
          errors("rescheduleDelivery", "400", "404", "409", "413", "415", "503"),
          errors("listAlerts", "400", "503"),
          errors("createKey", "400", "409", "413", "415", "503"),
          errors("listKeys", "400", "503"),
          errors("revokeKey", "400", "404", "503"),
          errors("putReport", "400", "405", "413", "415", "503"),
          errors("getReport", "400", "404", "503"),
          errors("headReport", "400", "404", "503"));

  private final ObjectMapper json = new ObjectMapper();

  @Override
  public void customise(OpenAPI api) {
    api.getComponents().addSchemas(PROBLEM_SCHEMA, problemSchema());
    api.getPaths()
        .values()
        .forEach(
            path ->
                path.readOperationsMap()
                    .forEach((method, operation) -> complete(operation, method.name())));
  }

  private void complete(Operation operation, String method) {
    if (method.equals(HttpMethod.HEAD.name())) {
      operation.setOperationId("headReport");
      operation.setSummary("Whether there is a report, and its size");
    }
    String id = operation.getOperationId();
    addRequestExample(id, operation);
    addSuccess(id, operation.getResponses());
    if (!isForEverybody(operation)) {
      ERRORS_OF_KEYS.forEach(
          status -> operation.getResponses().addApiResponse(status, error(status)));
    }
    for (String status : Objects.requireNonNull(ERRORS_BY_OPERATION.get(id), id)) {
      operation.getResponses().addApiResponse(status, error(status));
    }
  }

  private static boolean isForEverybody(Operation operation) {
    return operation.getSecurity() != null && operation.getSecurity().isEmpty();
  }

  private void addRequestExample(String id, Operation operation) {
    if (operation.getRequestBody() == null) {
      return;
    }
    Content content = operation.getRequestBody().getContent();
    if (content.containsKey(JSON)) {
      content.get(JSON).addExamples("example", json(id + ".request.json"));
    }
    if (content.containsKey(NDJSON)) {
      content.get(NDJSON).addExamples("example", text(id + ".request.ndjson"));
    }
  }

  private void addSuccess(String id, ApiResponses responses) {
    switch (id) {
      case "headReport" ->
          responses.addApiResponse("200", new ApiResponse().description("The report is there"));
      case "getReport" -> responses.addApiResponse("200", pdf());
      case "putReport" -> {
        ApiResponse replaced = withExample(id, responses);
        replaced.setDescription("Replaced");
        responses.addApiResponse(
            "201", new ApiResponse().description("Stored").content(replaced.getContent()));
      }
      case "createKey" -> example(id, "201", responses);
      case "revokeKey" -> responses.addApiResponse("204", new ApiResponse().description("Revoked"));
      default -> withExample(id, responses);
    }
  }

  private ApiResponse withExample(String id, ApiResponses responses) {
    return example(id, "200", responses);
  }

  private ApiResponse example(String id, String status, ApiResponses responses) {
    ApiResponse success = Objects.requireNonNull(responses.get(status), id);
    Content content = success.getContent();
    String file = id + "." + status;
    if (content.containsKey(NDJSON)) {
      content.get(NDJSON).addExamples("example", text(file + ".ndjson"));
    } else {
      Objects.requireNonNull(content.get(JSON), id).addExamples("example", json(file + ".json"));
    }
    return success;
  }

  private static ApiResponse pdf() {
    Schema<?> pdf = new Schema<>();
    pdf.addType("string");
    pdf.setContentMediaType("application/pdf");
    MediaType body = new MediaType().schema(pdf).example("%PDF-1.7 …");
    return new ApiResponse()
        .description("The report")
        .content(new Content().addMediaType("application/pdf", body));
  }

  private ApiResponse error(String status) {
    return new ApiResponse()
        .description(ERRORS.get(status))
        .content(
            new Content()
                .addMediaType(
                    PROBLEM_JSON,
                    new MediaType()
                        .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM_SCHEMA))
                        .addExamples("example", json("problem." + status + ".json"))));
  }

  private static Schema<?> problemSchema() {
    return new ProblemSchema().build();
  }

  private static Map<String, String> texts(String... statusesAndTexts) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < statusesAndTexts.length; i += 2) {
      texts.put(statusesAndTexts[i], statusesAndTexts[i + 1]);
    }
    return texts;
  }

  private static Map.Entry<String, String[]> errors(String operation, String... statuses) {
    return Map.entry(operation, statuses);
  }

  private Example json(String file) {
    try {
      JsonNode value = json.readTree(content(file));
      return new Example().value(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Example text(String file) {
    return new Example().value(content(file));
  }

  private static String content(String file) {
    try (InputStream content =
        ExamplesAndErrors.class.getResourceAsStream("/openapi/examples/" + file)) {
      return new String(
          Objects.requireNonNull(content, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
