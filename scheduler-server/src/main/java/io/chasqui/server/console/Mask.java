package io.chasqui.server.console;

import io.chasqui.contract.delivery.Channel;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows of a recipient as much as tells two of them apart: {@code a•••@e•••}, {@code •••45}. */
public final class Mask {

  private static final String HIDDEN = "•••";
  private static final int SHOWN = 2;

  private Mask() {}

  /**
   * A recipient, masked. What a web push or a webhook goes to is an id of ours, which says nothing
   * of a person.
   *
   * @param recipient null: erased
   */
  public static String of(Channel channel, @Nullable String recipient) {
    if (recipient == null) {
      return "";
    }
    if (channel == Channel.PUSH || channel == Channel.WEBHOOK) {
      return recipient;
    }
    int at = recipient.lastIndexOf('@');
    if (at > 0 && at < recipient.length() - 1) {
      return first(recipient) + HIDDEN + "@" + first(recipient.substring(at + 1)) + HIDDEN;
    }
    boolean isLong = recipient.codePointCount(0, recipient.length()) > 2 * SHOWN;
    return isLong
        ? HIDDEN + recipient.substring(recipient.offsetByCodePoints(recipient.length(), -SHOWN))
        : HIDDEN;
  }

  /**
   * A person's name by how its words begin: {@code A••• Q•••}.
   *
   * @param name null: none is known
   */
  public static String ofName(@Nullable String name) {
    return name == null
        ? ""
        : Arrays.stream(name.strip().split("\\s+"))
            .filter(word -> !word.isEmpty())
            .map(word -> first(word) + HIDDEN)
            .collect(Collectors.joining(" "));
  }

  private static String first(String text) {
    return text.substring(0, text.offsetByCodePoints(0, 1));
  }
}
