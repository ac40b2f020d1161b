package io.chasqui.server.schedule.web.batch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Keeps the bytes of the current item that the parser has read, and those it has read ahead. Of an
 * item that is too large it keeps only an end.
 */
final class ItemWindow extends FilterInputStream {

  /** More than a parser reads at once. */
  private static final int READ_AHEAD = 16_384;

  private final int capacity;
  private byte[] kept = new byte[READ_AHEAD];
  private int length;

  /** The offset in the body of the first byte that is kept. */
  private long begin;

  /**
   * @param limit of an item, in bytes
   */
  ItemWindow(InputStream body, int limit) {
    super(body);
    this.capacity = limit + READ_AHEAD;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int read = super.read(buffer, offset, Math.min(count, READ_AHEAD));
    if (read > 0) {
      keep(buffer, offset, read);
    }
    return read;
  }

  /** Forgets what was read before an offset of the body, which is the begin of an item. */
  void keepFrom(long offset) {
    int forgotten = (int) (offset - begin);
    length -= forgotten;
    System.arraycopy(kept, forgotten, kept, 0, length);
    begin = offset;
  }

  /** Bytes of the current item, by their offsets in the body. */
  byte[] bytes(long from, long to) {
    return Arrays.copyOfRange(kept, (int) (from - begin), (int) (to - begin));
  }

  private void keep(byte[] buffer, int offset, int count) {
    if (length + count > capacity) {
      // A parser reads on when it has used up what it had: all that is kept is of one large item.
      begin += length;
      length = 0;
    }
    if (length + count > kept.length) {
      kept = Arrays.copyOf(kept, Math.min(capacity, Math.max(length + count, 2 * kept.length)));
    }
    System.arraycopy(buffer, offset, kept, length, count);
    length += count;
  }
}
