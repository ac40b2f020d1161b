package io.chasqui.benchmarks.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all messages in one file, and the list of them. */
final class Spool implements AutoCloseable {

  private final FileChannel file;
  private final AtomicLong end = new AtomicLong();
  private final AtomicInteger count = new AtomicInteger();
  private final ConcurrentLinkedQueue<Accepted> messages = new ConcurrentLinkedQueue<>();

  Spool(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  void add(ByteBuffer content, Instant begunAt, Instant acceptedAt) throws IOException {
    int length = content.remaining();
    long offset = end.getAndAdd(length);
    for (long at = offset; content.hasRemaining(); ) {
      at += file.write(content, at);
    }
    messages.add(new Accepted(offset, length, begunAt, acceptedAt));
    count.incrementAndGet();
  }

  int count() {
    return count.get();
  }

  List<Accepted> messages() {
    return List.copyOf(messages);
  }

  /** Only while nobody sends. */
  void forget() throws IOException {
    messages.clear();
    count.set(0);
    end.set(0);
    file.truncate(0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
