package io.chasqui.platform.request;

import java.util.stream.Stream;

/** A bean that says, besides other things, how large a body some addresses take. */
public interface HasBodyLimits {

  Stream<BodyLimit> bodyLimits();
}
