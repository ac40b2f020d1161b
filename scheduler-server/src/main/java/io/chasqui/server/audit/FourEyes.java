package io.chasqui.server.audit;

import io.chasqui.server.api.problem.ProblemType;
import io.chasqui.server.api.problem.RequestRefused;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * What many people will get is approved by somebody who neither made, edited nor submitted it. A
 * person is the name of a login or of a key: two keys of one name are one person, and so are a key
 * and a login, and names that only differ in case, width or blanks around them. Whatever a key or a
 * person may do otherwise, nobody is exempt.
 */
@Component
public class FourEyes {

  /** The approver had to do with it before. */
  public static final ProblemType FOUR_EYES = new ProblemType("four-eyes", HttpStatus.FORBIDDEN);

  private final CurrentActor current;

  FourEyes(CurrentActor current) {
    this.current = current;
  }

  /** By what name whoever acts now is known here. */
  public String name() {
    String name = current.get().name();
    return name == null ? "nobody" : name;
  }

  /**
   * Whether whoever acts now may approve.
   *
   * @param makers the names of all who made, edited or submitted it
   * @throws RequestRefused when they are one of them
   */
  public void requireAnother(Collection<String> makers) {
    String name = current.get().name();
    if (name == null || makers.stream().map(FourEyes::folded).anyMatch(folded(name)::equals)) {
      throw new RequestRefused(FOUR_EYES);
    }
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }
}
