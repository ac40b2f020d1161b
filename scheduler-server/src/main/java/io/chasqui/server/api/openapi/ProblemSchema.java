package io.chasqui.server.api.openapi;

import io.swagger.v3.oas.models.media.Schema;

/** Problem details, RFC 9457, with what we add to them. */
final class ProblemSchema {

  Schema<?> build() {
    Schema<?> problem = object();
    problem.setDescription("Problem details, RFC 9457");
    problem.addProperty("type", string("Names the kind of error; never changes"));
    problem.addProperty("title", string("The kind of error, in the caller's language"));
    problem.addProperty("status", type("integer"));
    problem.addProperty("detail", string("What to do, in the caller's language"));
    problem.addProperty("instance", string("The path that was called"));
    problem.addProperty("correlationId", string("Finds the request in the server's log"));
    problem.addProperty("errors", errors());
    problem.addProperty(
        "currentStatus", string("With type state-conflict: the state that the delivery is in"));
    return problem;
  }

  private static Schema<?> errors() {
    Schema<?> error = object();
    error.addProperty("field", string("The field's name"));
    error.addProperty("message", string("What is wrong, in the caller's language"));
    Schema<Object> errors = type("array");
    errors.setItems(error);
    errors.setDescription("With status 400: every field that is wrong");
    return errors;
  }

  private static Schema<Object> object() {
    return type("object");
  }

  private static Schema<Object> string(String description) {
    Schema<Object> schema = type("string");
    schema.setDescription(description);
    return schema;
  }

  private static Schema<Object> type(String name) {
    Schema<Object> schema = new Schema<>();
    schema.addType(name);
    return schema;
  }
}
