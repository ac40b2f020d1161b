package io.chasqui.server.status.health.web;

import io.chasqui.server.status.health.HealthReport;
import io.chasqui.server.status.health.ServerHealth;
import io.chasqui.server.status.health.Status;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For load balancers and people. The answer comes within a second, whatever hangs. */
@RestController
class HealthController {

  private final ServerHealth health;

  HealthController(ServerHealth health) {
    this.health = health;
  }

  @GetMapping(
      path = {"/healthz", "/healthz/"},
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<HealthReport> health() {
    HealthReport report = health.report();
    return ResponseEntity.status(
            report.status() == Status.DOWN ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
        .body(report);
  }
}
