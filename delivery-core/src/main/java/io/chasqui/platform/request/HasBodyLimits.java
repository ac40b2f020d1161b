package io.chasqui.platform.request;

import java.util.stream.Stream;

/** A bean that says, besides other things, how large a body some addresses take. */
public interface HasBodyLimits {

  /** What it says of that, at the start of the application. */
  Stream<BodyLimit> bodyLimits();
}
