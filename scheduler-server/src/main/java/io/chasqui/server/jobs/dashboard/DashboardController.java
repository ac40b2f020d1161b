package io.chasqui.server.jobs.dashboard;

import io.chasqui.server.api.request.Address;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** What the dashboard's pages call: looking and acting apart, as not all may do both. */
@Hidden
@RestController
@RequestMapping(DashboardController.PATH)
class DashboardController {

  static final String PATH = "/dashboard";

  private static final Logger log = LoggerFactory.getLogger(DashboardController.class);

  private final DashboardApi api;
  private final DashboardStreams streams;
  private final TransactionOperations transaction;

  DashboardController(
      DashboardApi api, DashboardStreams streams, TransactionOperations transaction) {
    this.api = api;
    this.streams = streams;
    this.transaction = transaction;
  }

  @GetMapping("/api/**")
  ResponseEntity<byte[]> look(HttpServletRequest request) {
    return api.answer("GET", address(request));
  }

  /** An act and its entry in the audit are one transaction. */
  @RequestMapping(
      path = "/api/**",
      method = {RequestMethod.POST, RequestMethod.DELETE})
  ResponseEntity<byte[]> act(HttpServletRequest request) {
    URI address = address(request);
    ResponseEntity<byte[]> answer =
        transaction.execute(status -> api.answer(request.getMethod(), address));
    log.info("{} {} was done", request.getMethod(), request.getRequestURI());
    return Objects.requireNonNull(answer);
  }

  @GetMapping("/sse/jobstats")
  ResponseEntity<ResponseBodyEmitter> jobCounts() throws IOException {
    return stream("/sse/jobstats");
  }

  @GetMapping("/sse/servers")
  ResponseEntity<ResponseBodyEmitter> servers() throws IOException {
    return stream("/sse/servers");
  }

  @GetMapping("/sse/jobs/{id}")
  ResponseEntity<ResponseBodyEmitter> job(@PathVariable UUID id) throws IOException {
    return stream("/sse/jobs/" + id);
  }

  private ResponseEntity<ResponseBodyEmitter> stream(String address) throws IOException {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_EVENT_STREAM)
        .cacheControl(CacheControl.noStore())
        // Or nginx would hold the events back.
        .header("X-Accel-Buffering", "no")
        .body(streams.open(URI.create(address)));
  }

  private static URI address(HttpServletRequest request) {
    String path = Address.pathWithin(request).substring(PATH.length());
    String query = request.getQueryString();
    try {
      return new URI(query == null ? path : path + "?" + query);
    } catch (URISyntaxException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
  }
}
