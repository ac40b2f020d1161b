package io.chasqui.server.api.request;

import org.jspecify.annotations.Nullable;

/** Texts in requests. */
public final class Text {

  private Text() {}

  /** Null for what is absent or blank, which mean the same in a request. */
  public static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
