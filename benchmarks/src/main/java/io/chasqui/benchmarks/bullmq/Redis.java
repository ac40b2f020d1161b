package io.chasqui.benchmarks.bullmq;

import io.chasqui.benchmarks.bed.Metered;
import io.chasqui.benchmarks.bed.Program;
import io.chasqui.benchmarks.bed.TestBed;
import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.quickstart.process.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An empty Redis with the settings that BullMQ's documentation recommends for production. */
public final class Redis implements AutoCloseable {

  private static final String NAME = "Redis";

  /** Every second to the disk, nothing thrown away when memory ends; no snapshots besides. */
  private static final List<String> SETTINGS =
      List.of(
          "--appendonly", "yes",
          "--appendfsync", "everysec",
          "--maxmemory-policy", "noeviction",
          "--save", "");

  private final TestBed bed;
  private final ChildProcess process;

  private Redis(TestBed bed, ChildProcess process) {
    this.bed = bed;
    this.process = process;
  }

  /** Starts it; clients wait until it answers. */
  static Redis start(TestBed bed, Path program) {
    int port = FreePorts.any();
    Path folder = newFolder(bed);
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of("--bind", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--dir", folder.toString()));
    command.addAll(SETTINGS);
    return new Redis(bed, bed.start(new Program(NAME, port, folder, command)));
  }

  private static Path newFolder(TestBed bed) {
    try {
      return Files.createTempDirectory(bed.folder(), "redis-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return process.port();
  }

  public Metered metered() {
    return new Metered(NAME, bed.handle(process));
  }

  @Override
  public void close() {
    bed.stop(process);
  }
}
