package io.chasqui.worker.http;

import io.chasqui.worker.AttemptJournal;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/**
 * A body whose last byte waits until the journal lets it go: before that the peer does not have the
 * request, and cannot act on it.
 */
public final class JournalledBody extends RequestBody {

  private final RequestBody body;
  private final AttemptJournal journal;

  /**
   * A body that is written as another one is.
   *
   * @param body knows its length
   * @param journal asked before the last byte
   */
  public JournalledBody(RequestBody body, AttemptJournal journal) {
    this.body = body;
    this.journal = journal;
  }

  @Override
  public @Nullable MediaType contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() throws IOException {
    return body.contentLength();
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    journal.connected();
    BufferedSink buffered =
        Okio.buffer((Sink) new LastByteHeld(sink, contentLength() - 1, journal));
    body.writeTo(buffered);
    buffered.flush();
  }

  private static final class LastByteHeld extends ForwardingSink {

    private final AttemptJournal journal;
    private long free;

    /**
     * @param free how many bytes may go without permission
     */
    LastByteHeld(Sink sink, long free, AttemptJournal journal) {
      super(sink);
      this.free = free;
      this.journal = journal;
    }

    @Override
    public void write(Buffer source, long byteCount) throws IOException {
      long now = Math.min(byteCount, free);
      super.write(source, now);
      free -= now;
      if (now < byteCount) {
        // What may go travels while the journal is asked. Not before: an upload may take a minute,
        // and the deadline may pass meanwhile.
        super.flush();
        journal.beforeLastByte();
        super.write(source, byteCount - now);
      }
    }
  }
}
