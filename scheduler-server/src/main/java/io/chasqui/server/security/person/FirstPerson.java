package io.chasqui.server.security.person;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's own person, {@code admin}, who is let in as long as nobody is configured.
 *
 * @param passwordHash with the name of its kind
 * @param expiresAt of a one-time password, which lets in nowhere but to where another is chosen;
 *     null: the person has chosen the password
 */
public record FirstPerson(String passwordHash, @Nullable Instant expiresAt) {

  static final String NAME = "admin";

  /** Whether the password was made by the server. */
  boolean mustChoose() {
    return expiresAt != null;
  }

  boolean isLetIn(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }

  @Override
  public String toString() {
    return "FirstPerson[***]";
  }

  /** Where the person is kept. */
  public interface Store {

    Optional<FirstPerson> find();

    /** In the place of whoever was there. */
    void save(FirstPerson person);

    /**
     * In the place of one whose password the server has made, or of nobody.
     *
     * @return false when there is one with a password of their own
     */
    boolean saveUnlessChosen(FirstPerson person);
  }
}
