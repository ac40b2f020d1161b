package io.chasqui.benchmarks.sink;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Buffers that are used again: a client that connects for each mail would need one for each. */
final class BufferPool {

  /** A report of 100 KB with everything around it fits. */
  private static final int BYTES = 256 * 1024;

  private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();

  ByteBuffer take() {
    ByteBuffer buffer = free.poll();
    return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer;
  }

  void giveBack(ByteBuffer buffer) {
    free.push(buffer.clear());
  }
}
