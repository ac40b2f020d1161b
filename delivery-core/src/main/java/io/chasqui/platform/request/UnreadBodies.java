package io.chasqui.platform.request;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What becomes of a body that nobody wanted, when its request has been answered. Closing at once
 * would reset the connection, and many callers lose the answer by that, so it is read and thrown
 * away. Tomcat does so for as long as a caller trickles; here it is for a moment, and for few at a
 * time, so that those who do nothing but trickle do not hold all threads.
 */
final class UnreadBodies extends ValveBase {

  private static final int MOST_AT_A_TIME = 32;
  private static final long MOST_NANOS = Duration.ofSeconds(2).toNanos();

  private final Semaphore places = new Semaphore(MOST_AT_A_TIME);

  UnreadBodies() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (!request.isAsync() && !isRead(request)) {
      throwAway(request, response);
    }
  }

  private void throwAway(Request request, Response response) throws IOException {
    // Whoever asked whether to send the body has not sent it.
    boolean asked = request.getHeader(HttpHeaders.EXPECT) != null;
    boolean ended = false;
    if (!asked && places.tryAcquire()) {
      try {
        response.finishResponse();
        ended = readOn(request);
      } finally {
        places.release();
      }
    }
    if (!ended) {
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  /** False when it is given up. */
  private static boolean readOn(Request request) {
    Discarded bytes = new Discarded();
    long begin = System.nanoTime();
    try {
      while (System.nanoTime() - begin < MOST_NANOS) {
        if (request.getCoyoteRequest().doRead(bytes) < 0) {
          return true;
        }
      }
    } catch (IOException e) {
      // The caller is gone, or sends no more.
    }
    return false;
  }

  private static boolean isRead(Request request) {
    AtomicBoolean isRead = new AtomicBoolean();
    request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, isRead);
    return isRead.get();
  }

  /** Takes what Tomcat has read. */
  private static final class Discarded implements ApplicationBufferHandler {

    private @Nullable ByteBuffer bytes;

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      bytes = buffer;
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
      return bytes;
    }

    @Override
    public void expand(int size) {
      // It is Tomcat's own buffer.
    }
  }
}
