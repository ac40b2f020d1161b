package io.chasqui.benchmarks.sink;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A message that a sink has accepted.
 *
 * @param offset where its bytes begin in the spool; they are as on the wire, with dots doubled and
 *     the final dot
 * @param length in bytes
 * @param begunAt when MAIL FROM arrived
 * @param acceptedAt when the final dot had arrived, just before the answer
 */
public record Accepted(long offset, int length, Instant begunAt, Instant acceptedAt) {

  String line() {
    return offset + " " + length + " " + micros(begunAt) + " " + micros(acceptedAt);
  }

  static Accepted parse(String line) {
    String[] fields = line.split(" ");
    return new Accepted(
        Long.parseLong(fields[0]),
        Integer.parseInt(fields[1]),
        instant(fields[2]),
        instant(fields[3]));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(String micros) {
    return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
  }
}
