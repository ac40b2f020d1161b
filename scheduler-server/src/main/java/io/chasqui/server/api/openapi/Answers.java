package io.chasqui.server.api.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * With which error an operation may answer, besides those that follow from what it is: 400 and 503
 * always; 401, 403 and 429 where it needs a key; 413 and 415 where it takes a body; 409 and 422
 * where it takes an Idempotency-Key.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Answers.All.class)
public @interface Answers {

  /** The status, 404 and the like. */
  int value();

  /**
   * When it does so, and what was done then, in sentences for callers: {@code The name has two live
   * keys. Nothing was changed.} Without them it is what the status says of any operation.
   */
  String when() default "";

  /** Several of an operation. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface All {

    /** Each of another status. */
    Answers[] value();
  }
}
