package io.chasqui.server.api.openapi;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Adds to every operation what its code does not say: examples, from the files {@code
 * <operation>.request.json} and {@code <operation>.<status>.json}, which a test sends to the real
 * server, and the errors it may answer with.
 */
final class ExamplesAndErrors implements OpenApiCustomizer {

  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";
  private static final String PROBLEM_JSON = "application/problem+json";
  private static final String PROBLEM_SCHEMA = "Problem";

  private static final Map<Integer, String> ERRORS =
      Map.ofEntries(
          entry(400, "A field is wrong or unknown, or the body is not JSON. Nothing was stored."),
          entry(401, "No live key. Nothing was done."),
          entry(
              403,
              "The key has not the scope that is needed, or pages of this origin may not send the"
                  + " contact form. Nothing was done."),
          entry(404, "Not found."),
          entry(405, "The configured storage takes no reports from here."),
          entry(
              409,
              "The delivery's state does not allow it, see currentStatus; or a request with the"
                  + " same Idempotency-Key is still running, see Retry-After; or the name has two"
                  + " live keys. Nothing was changed."),
          entry(413, "Too large. Nothing was stored."),
          entry(
              415,
              "Another content type is expected, or the body is encoded, or JSON in another"
                  + " charset than UTF-8. Nothing was stored."),
          entry(422, "The Idempotency-Key was used for another request. Nothing was stored."),
          entry(
              429,
              "The key has sent more requests than it may, or too many messages have come by the"
                  + " contact form; see Retry-After. Nothing was done."),
          entry(
              503,
              "The database or the storage is away, or too many deliveries are open. Nothing was"
                  + " stored; see Retry-After."));

  private final ObjectMapper json = new ObjectMapper();

  @Override
  public void customise(OpenAPI api) {
    api.getComponents().addSchemas(PROBLEM_SCHEMA, problemSchema());
    api.getPaths().values().stream()
        .flatMap(path -> path.readOperations().stream())
        .forEach(this::complete);
  }

  private void complete(Operation operation) {
    addRequestExample(operation.getOperationId(), operation);
    operation
        .getResponses()
        .forEach(
            (status, success) -> addExample(operation.getOperationId() + "." + status, success));
    for (int status : Errors.of(operation)) {
      operation.getResponses().addApiResponse(String.valueOf(status), error(status));
    }
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

  /** To an answer in JSON; what else there is has its example in the code. */
  private void addExample(String file, ApiResponse success) {
    Content content = success.getContent();
    if (content == null) {
      return;
    }
    if (content.containsKey(NDJSON)) {
      content.get(NDJSON).addExamples("example", text(file + ".ndjson"));
    } else if (content.containsKey(JSON)) {
      content.get(JSON).addExamples("example", json(file + ".json"));
    }
  }

  private ApiResponse error(int status) {
    return new ApiResponse()
        .description(Objects.requireNonNull(ERRORS.get(status), () -> "no text of " + status))
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
