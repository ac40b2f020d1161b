package io.chasqui.benchmarks.load;

import java.nio.charset.StandardCharsets;

/** What a server answered. */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, byte[] body) {

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
