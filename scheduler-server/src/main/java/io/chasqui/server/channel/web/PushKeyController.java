package io.chasqui.server.channel.web;

import io.chasqui.contract.push.PushKeyView;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.channel.PushChannel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "push", description = "What browsers subscribe for")
class PushKeyController {

  private final PushChannel push;

  PushKeyController(PushChannel push) {
    this.push = push;
  }

  @GetMapping(path = "/api/push/key", produces = MediaType.APPLICATION_JSON_VALUE)
  @Answers(value = 422, when = "Push is off.")
  @Operation(
      operationId = "getPushKey",
      summary = "The key that browsers subscribe for",
      description = "Public: pages hand it to pushManager.subscribe as applicationServerKey.")
  PushKeyView key() {
    return new PushKeyView(push.publicKey());
  }
}
