package io.chasqui.server.console.live;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** The stream of names and numbers, which say nothing of anybody. */
@Hidden
@RestController
class LiveController {

  private final LiveStreams streams;
  private final LiveLook look;

  LiveController(LiveStreams streams, LiveLook look) {
    this.streams = streams;
    this.look = look;
  }

  @GetMapping(LiveConfiguration.PATH)
  ResponseEntity<ResponseBodyEmitter> stream() {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_EVENT_STREAM)
        .cacheControl(CacheControl.noStore())
        // Or nginx would hold the events back.
        .header("X-Accel-Buffering", "no")
        .body(streams.open(look::known));
  }
}
