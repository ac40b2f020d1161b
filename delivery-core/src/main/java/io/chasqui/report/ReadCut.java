package io.chasqui.report;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread end the reading of a report in another: whoever waits there for the storage gets
 * an {@link IOException}. A storage that cannot be interrupted, as the kernel while a network file
 * system does not answer, ends it with its next answer.
 */
public final class ReadCut {

  private @Nullable Runnable abort;
  private boolean isCut;

  /**
   * Says how what is waited for from now on is broken off, in place of what was said before. Is
   * done at once when the reading has been cut already.
   *
   * @param abort quick, and called by any thread; harmless when the waiting is over
   */
  public void onCut(Runnable abort) {
    synchronized (this) {
      this.abort = abort;
      if (!isCut) {
        return;
      }
    }
    abort.run();
  }

  /** Ends the reading, now and from now on. */
  public void cut() {
    Runnable now;
    synchronized (this) {
      if (isCut) {
        return;
      }
      isCut = true;
      now = abort;
    }
    if (now != null) {
      now.run();
    }
  }

  /** Content that breaks off when the reading is cut, however slowly it comes. */
  public InputStream guard(InputStream content) {
    return new Guarded(content);
  }

  private synchronized void requireUncut() throws IOException {
    if (isCut) {
      throw new IOException("the reading was cut");
    }
  }

  private final class Guarded extends FilterInputStream {

    Guarded(InputStream content) {
      super(content);
    }

    @Override
    public int read() throws IOException {
      requireUncut();
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      requireUncut();
      return super.read(buffer, offset, length);
    }
  }
}
