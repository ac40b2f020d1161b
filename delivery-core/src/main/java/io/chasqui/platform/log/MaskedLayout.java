package io.chasqui.platform.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.LayoutBase;

/** What another layout writes, masked. */
final class MaskedLayout extends LayoutBase<ILoggingEvent> {

  private final Layout<ILoggingEvent> layout;

  MaskedLayout(Layout<ILoggingEvent> layout) {
    this.layout = layout;
    start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    return Masking.mask(layout.doLayout(event));
  }
}
