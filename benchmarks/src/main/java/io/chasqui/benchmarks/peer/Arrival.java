package io.chasqui.benchmarks.peer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * A request that the peer has read whole.
 *
 * @param begunAt when its first bytes arrived
 * @param request head and body as they came, a character for each byte
 */
public record Arrival(Instant begunAt, String request) {

  String line() {
    byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
    return ChronoUnit.MICROS.between(Instant.EPOCH, begunAt)
        + " "
        + Base64.getEncoder().encodeToString(bytes);
  }

  static Arrival parse(String line) {
    String[] fields = line.split(" ");
    byte[] bytes = Base64.getDecoder().decode(fields[1]);
    return new Arrival(
        Instant.EPOCH.plus(Long.parseLong(fields[0]), ChronoUnit.MICROS),
        new String(bytes, StandardCharsets.ISO_8859_1));
  }
}
