package io.chasqui.server.key.web;

import io.chasqui.contract.key.CreateKeyRequest;
import io.chasqui.contract.key.KeyCreated;
import io.chasqui.contract.key.KeyList;
import io.chasqui.contract.key.KeyView;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.key.ApiKey;
import io.chasqui.server.key.ApiKeys;
import io.chasqui.server.key.ExpiredAlready;
import io.chasqui.server.key.NewKey;
import io.chasqui.server.key.TooManyKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/keys", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "keys", description = "Who may call the API")
class KeyController {

  private final ApiKeys keys;
  private final Clock clock;

  KeyController(ApiKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Answers(value = 409, when = "The name has two live keys. Nothing was changed.")
  @Operation(
      operationId = "createKey",
      summary = "Make a key",
      description =
          "The answer holds the whole key, this one time. To replace a key, make a second one of"
              + " the same name, give it to the caller, and revoke the first; more than two live"
              + " keys of a name there cannot be.")
  KeyCreated create(@RequestBody Written<CreateKeyRequest> request) {
    KeyFields fields = KeyFields.of(request, clock.instant());
    try {
      NewKey made = keys.create(fields.name(), fields.scopes(), fields.expiresAt());
      ApiKey key = made.key();
      return new KeyCreated(
          made.text(), key.id(), key.name(), words(key), key.createdAt(), key.expiresAt());
    } catch (TooManyKeys e) {
      throw new RequestRefused(KeyProblems.TOO_MANY_KEYS);
    } catch (ExpiredAlready e) {
      throw new InvalidRequest(new FieldProblem("expiresAt", "field.past"));
    }
  }

  @GetMapping
  @Operation(
      operationId = "listKeys",
      summary = "All keys without their secrets, newest first",
      description = "Those that were revoked or have expired too.")
  KeyList list() {
    return new KeyList(keys.list().stream().map(KeyController::view).toList());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @ApiResponse(responseCode = "204", description = "Revoked")
  @Answers(404)
  @Operation(
      operationId = "revokeKey",
      summary = "Revoke a key",
      description =
          "From the next request on, with other servers than the one that was asked a fifth of a"
              + " second later at the latest. One that is revoked already stays as it is.")
  void revoke(@PathVariable String id) {
    if (!keys.revoke(id)) {
      throw new NotFound("key-not-found");
    }
  }

  private static KeyView view(ApiKey key) {
    return new KeyView(
        key.id(),
        key.name(),
        words(key),
        key.createdAt(),
        key.expiresAt(),
        key.lastUsedAt(),
        key.revokedAt());
  }

  private static List<String> words(ApiKey key) {
    return key.scopes().stream().map(Scope::word).toList();
  }
}
