package io.chasqui.server.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which other features a feature may use, on its root package. One without it uses none. Tests look
 * at what is really used, and that no features use each other, be it through others.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PACKAGE)
public @interface MayUse {

  /** Names of their packages below {@code io.chasqui.server}. */
  String[] value();
}
