package io.chasqui.benchmarks.sink;

import io.chasqui.quickstart.process.ChildProcess;
import java.nio.file.Path;

/**
 * A running sink.
 *
 * @param spool what it has accepted, byte by byte
 */
public record Sink(ChildProcess process, SinkControl control, Path spool) {

  public int port() {
    return process.port();
  }
}
