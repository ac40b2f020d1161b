package io.chasqui.server.api.language;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of a controller whose operations are there at a Spanish address too. What it answers there has
 * the Spanish names of fields, and so has what is wrong with a request. A field's Spanish name is
 * the first {@code @JsonAlias} of its record's component, in requests as in answers; one without is
 * called alike in both. Requests are read by either name at either address.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SpanishAt {

  /** With what the Spanish addresses begin: {@code /api/categorias}. */
  String value();
}
