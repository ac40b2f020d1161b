package io.chasqui.platform.request;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

/** What an address that takes no body reads, whatever is sent. */
final class NoBody extends ServletInputStream {

  @Override
  public int read() {
    return -1;
  }

  @Override
  public boolean isFinished() {
    return true;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new UnsupportedOperationException();
  }
}
