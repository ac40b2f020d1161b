package io.chasqui.benchmarks.sink;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a client has sent and nobody has taken yet; a whole message is held at once. */
final class InputBuffer implements AutoCloseable {

  /** CR LF . CR LF */
  private static final int FINAL_DOT_LENGTH = 5;

  private final SocketChannel client;
  private final BeforeReading beforeReading;
  private final BufferPool buffers;
  private ByteBuffer bytes;

  /** Bytes from {@code start} to {@code end} wait. */
  private int start;

  private int end;
  private int taken;

  InputBuffer(SocketChannel client, BufferPool buffers, BeforeReading beforeReading) {
    this.client = client;
    this.buffers = buffers;
    this.bytes = buffers.take();
    this.beforeReading = beforeReading;
  }

  /** The next line without its end; null when the client has gone. */
  @Nullable String line() throws IOException {
    for (int at = start; ; at++) {
      while (at >= end) {
        int consumed = start;
        if (!read()) {
          return null;
        }
        at -= consumed - start;
      }
      if (bytes.get(at) == '\n') {
        byte[] line = new byte[at - start];
        bytes.get(start, line);
        start = at + 1;
        return new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
      }
    }
  }

  /** Everything up to the final dot and with it. To be released before anything else is read. */
  ByteBuffer untilFinalDot() throws IOException {
    int searched = start;
    while (true) {
      int found = findFinalDot(searched);
      if (found >= 0) {
        taken = found;
        return bytes.duplicate().limit(found).position(start);
      }
      int length = end - start;
      if (!read()) {
        throw new EOFException();
      }
      searched = Math.max(start, start + length - FINAL_DOT_LENGTH + 1);
    }
  }

  void release() {
    start = taken;
  }

  /** Looks at every fifth byte only, as the dot and its line ends are five bytes long. */
  private int findFinalDot(int from) {
    int last = from + FINAL_DOT_LENGTH - 1;
    while (last < end) {
      switch (bytes.get(last)) {
        case '\n' -> {
          if (bytes.get(last - 1) != '\r') {
            last += FINAL_DOT_LENGTH;
          } else if (bytes.get(last - 2) == '.'
              && bytes.get(last - 3) == '\n'
              && bytes.get(last - 4) == '\r') {
            return last + 1;
          } else {
            last += 3;
          }
        }
        case '\r' -> last += 1;
        case '.' -> last += 2;
        default -> last += FINAL_DOT_LENGTH;
      }
    }
    return -1;
  }

  /** Waits for more bytes; false when the client has gone. */
  private boolean read() throws IOException {
    beforeReading.run();
    makeRoom();
    int read = client.read(bytes.limit(bytes.capacity()).position(end));
    end += Math.max(read, 0);
    return read >= 0;
  }

  private void makeRoom() {
    if (start == end) {
      start = 0;
      end = 0;
    } else if (end == bytes.capacity()) {
      ByteBuffer waiting = bytes.duplicate().limit(end).position(start);
      int length = waiting.remaining();
      // A message that begins late in the buffer is moved to its front, one that fills it grows.
      bytes =
          ByteBuffer.allocateDirect(start > 0 ? bytes.capacity() : 2 * bytes.capacity())
              .put(waiting);
      start = 0;
      end = length;
    }
  }

  @Override
  public void close() {
    buffers.giveBack(bytes);
  }

  /** Answers have to be out before the client is waited for. */
  @FunctionalInterface
  interface BeforeReading {
    void run() throws IOException;
  }
}
