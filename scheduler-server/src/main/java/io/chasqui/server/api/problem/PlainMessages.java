package io.chasqui.server.api.problem;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * Texts whose numbers can be copied from them: 524288 in every language, where {@link
 * java.text.MessageFormat} would write 524,288, 524.288 or 524 288.
 */
public final class PlainMessages extends ResourceBundleMessageSource {

  @Override
  protected Object[] resolveArguments(Object @Nullable [] arguments, Locale language) {
    return Arrays.stream(super.resolveArguments(arguments, language))
        .map(String::valueOf)
        .toArray();
  }
}
