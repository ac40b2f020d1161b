package io.chasqui.server.api.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * With which errors an operation may answer, besides those that follow from what it is: 400 and 503
 * always; 401, 403 and 429 where it needs a key; 413 and 415 where it takes a body; 409 and 422
 * where it takes an Idempotency-Key.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Answers {

  /** Statuses, 404 and the like. */
  int[] value();
}
