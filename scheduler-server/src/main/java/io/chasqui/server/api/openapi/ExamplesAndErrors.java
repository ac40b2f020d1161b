package io.chasqui.server.api.openapi;

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
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Adds to every operation what its code does not say: examples, from the files {@code
 * <operation>.request.json} and {@code <operation>.<status>.json}, which a test sends to the real
 * server, and the errors it may answer with.
 */
final class ExamplesAndErrors implements OpenApiCustomizer {

  private static final String JSON = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String NDJSON = "application/x-ndjson";
  private static final String PROBLEM_JSON = "application/problem+json";
  private static final String PROBLEM_SCHEMA = "Problem";

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
    Errors.of(operation)
        .forEach(
            (status, when) ->
                operation
                    .getResponses()
                    .addApiResponse(String.valueOf(status), error(status, when)));
  }

  private void addRequestExample(String id, Operation operation) {
    if (operation.getRequestBody() == null) {
      return;
    }
    Content content = operation.getRequestBody().getContent();
    for (String type : List.of(JSON, MERGE_PATCH)) {
      if (content.containsKey(type)) {
        content.get(type).addExamples("example", json(id + ".request.json"));
      }
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

  private ApiResponse error(int status, String when) {
    return new ApiResponse()
        .description(when)
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
