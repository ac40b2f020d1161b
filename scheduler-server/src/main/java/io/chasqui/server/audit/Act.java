package io.chasqui.server.audit;

import io.chasqui.contract.audit.ActObject;
import io.chasqui.contract.audit.ActResult;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done. Neither a secret nor a recipient or text of a message is put into it,
 * and nothing that a person typed but names of things: it is kept for long, and cannot be erased.
 *
 * @param word what was done, in the past tense behind the kind of thing: {@code key.created}
 * @param object to what
 * @param correlationId of the delivery, publication or message that it is about; null: of none
 * @param result what came of it
 * @param details what else is to be known: texts, numbers, booleans, and lists and maps of these;
 *     {@code before} and {@code after} are maps of what has changed
 * @param actor who did it; null: whoever sent the request that is being worked on
 */
public record Act(
    String word,
    ActObject object,
    @Nullable String correlationId,
    ActResult result,
    Map<String, Object> details,
    @Nullable Actor actor) {

  /** What it was before. */
  public static final String BEFORE = "before";

  /** What it is now. */
  public static final String AFTER = "after";

  private static final String REASON = "reason";

  /** As the table has it. */
  private static final Pattern WORD = Pattern.compile("[a-z]+([.-][a-z]+)*");

  private static final int LONGEST_WORD = 64;

  public Act {
    if (!isWord(word)) {
      throw new IllegalArgumentException("not the word of an act: " + word);
    }
    details = Map.copyOf(details);
  }

  /** Whether this may be the word of an act. */
  public static boolean isWord(String text) {
    return text.length() <= LONGEST_WORD && WORD.matcher(text).matches();
  }

  /**
   * An act that was done.
   *
   * @param kind of what it was done to, {@code KEY}
   * @param id of that; null: it has none
   */
  public static Act done(String word, String kind, @Nullable String id) {
    return new Act(word, new ActObject(kind, id), null, ActResult.DONE, Map.of(), null);
  }

  /**
   * An act that was refused.
   *
   * @param reason a code
   */
  public static Act refused(String word, String kind, @Nullable String id, String reason) {
    return new Act(
        word, new ActObject(kind, id), null, ActResult.REFUSED, Map.of(REASON, reason), null);
  }

  /** The same, of a delivery, publication or message. */
  public Act about(String correlationIdOfIt) {
    return new Act(word, object, correlationIdOfIt, result, details, actor);
  }

  /** The same, by somebody who is not the sender of the request that is being worked on. */
  public Act by(Actor who) {
    return new Act(word, object, correlationId, result, details, who);
  }

  /**
   * The same with one more detail.
   *
   * @param value null: nothing is added
   */
  public Act with(String name, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    Map<String, Object> more = new HashMap<>(details);
    more.put(name, value);
    return new Act(word, object, correlationId, result, more, actor);
  }
}
