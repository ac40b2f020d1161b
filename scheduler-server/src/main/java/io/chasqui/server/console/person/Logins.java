package io.chasqui.server.console.person;

import io.chasqui.contract.audit.ActResult;
import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.server.api.access.Role;
import io.chasqui.server.audit.AuditQuery;
import io.chasqui.server.audit.AuditTrail;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the audit knows of who logged in: of the newest logins alone, however many there were. */
@Component
class Logins {

  /** So many are looked at. */
  static final int NEWEST = 500;

  private static final String ACT = "login";

  private final AuditTrail audit;

  Logins(AuditTrail audit) {
    this.audit = audit;
  }

  Newest newest() {
    AuditQuery query = new AuditQuery(null, ACT, null, null, null, null, null, null, null, NEWEST);
    return new Newest(audit.page(query).items());
  }

  /** The newest logins, by whose they were. */
  static final class Newest {

    private final Map<String, AuditEntryView> last = new HashMap<>();
    private final Map<String, Integer> failed = new HashMap<>();
    private final Set<String> names = new TreeSet<>();

    /**
     * @param entries newest first
     */
    Newest(List<AuditEntryView> entries) {
      entries.forEach(this::add);
    }

    private void add(AuditEntryView entry) {
      String name = entry.actor().name();
      if (name == null) {
        return;
      }
      if (entry.result() == ActResult.DONE) {
        names.add(name);
        last.putIfAbsent(name, entry);
      } else {
        failed.merge(name, 1, Integer::sum);
      }
    }

    /** All who got in. */
    Set<String> names() {
      return names;
    }

    @Nullable Instant lastAt(String name) {
      return of(name).map(AuditEntryView::at).orElse(null);
    }

    @Nullable String lastFrom(String name) {
      return of(name).map(entry -> entry.actor().address()).orElse(null);
    }

    /** The role that they got in with. */
    @Nullable Role lastRole(String name) {
      Object word = of(name).map(entry -> entry.details().get("role")).orElse(null);
      return Arrays.stream(Role.values())
          .filter(role -> role.word().equals(word))
          .findFirst()
          .orElse(null);
    }

    int failed(String name) {
      return failed.getOrDefault(name, 0);
    }

    private Optional<AuditEntryView> of(String name) {
      return Optional.ofNullable(last.get(name));
    }
  }
}
