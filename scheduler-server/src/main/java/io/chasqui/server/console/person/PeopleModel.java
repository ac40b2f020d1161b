package io.chasqui.server.console.person;

import io.chasqui.server.api.access.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in, and who did.
 *
 * @param people those of the configuration, and those who logged in lately
 * @param looked at so many of the newest logins, for when they were
 * @param providers how people get in by OpenID Connect; empty: they do not
 * @param claim of the ID token that says their role
 */
public record PeopleModel(
    List<Person> people, int looked, List<RoleOfValue> providers, String claim) {

  public PeopleModel {
    people = List.copyOf(people);
    providers = List.copyOf(providers);
  }

  /** From where somebody is known. */
  public enum Known {
    /** Has a password in the configuration. */
    CONFIGURED,
    /** Logged in by OpenID Connect. */
    OPENID,
    /** Logged in before, and cannot any more. */
    GONE
  }

  /**
   * Somebody.
   *
   * @param role null: not known
   * @param lastLogin null: not among the newest logins
   * @param lastFrom the address of that
   * @param failed how many of the newest logins of theirs failed
   * @param sessions that are open on this server
   */
  public record Person(
      String name,
      Known known,
      @Nullable Role role,
      @Nullable Instant lastLogin,
      @Nullable String lastFrom,
      int failed,
      int sessions) {

    /** The path of the audit's page that has the logins that failed. */
    public String failures() {
      return "/console/admin/audit?act=login&result=REFUSED&actor="
          + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
  }

  /** A value of the claim, and the role that it gives. */
  public record RoleOfValue(String value, Role role) {}
}
