package io.chasqui.worker.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/**
 * Knows of one call whether its request can have reached the peer whole. OkHttp says that a body
 * has ended when its last byte is in a buffer, and afterwards, by {@code requestFailed}, when
 * emptying that buffer failed.
 */
public final class SendPhase extends EventListener {

  private volatile boolean connected;
  private volatile boolean handedOver;

  /**
   * What clients are to be built with: a call tells the {@code SendPhase} that is the tag of its
   * request.
   */
  public static EventListener of(Call call) {
    SendPhase phase = call.request().tag(SendPhase.class);
    return phase == null ? EventListener.NONE : phase;
  }

  /** Whether the peer may have the whole request. In doubt: yes. */
  public boolean handedOver() {
    return handedOver;
  }

  /** Whether the peer was there. */
  public boolean connected() {
    return connected;
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    connected = true;
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    handedOver = true;
  }

  @Override
  public void requestFailed(Call call, IOException failure) {
    // A time-out may be noticed after a write that went well.
    if (!(failure instanceof InterruptedIOException)) {
      handedOver = false;
    }
  }
}
