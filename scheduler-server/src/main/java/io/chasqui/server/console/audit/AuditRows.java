package io.chasqui.server.console.audit;

import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.server.audit.Act;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.audit.AuditModel.Change;
import io.chasqui.server.console.audit.AuditModel.Detail;
import io.chasqui.server.console.audit.AuditModel.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes rows of entries. */
final class AuditRows {

  private static final String REASON = "reason";
  private static final Set<String> SHOWN_APART = Set.of(Act.BEFORE, Act.AFTER, REASON);

  private AuditRows() {}

  static Row row(AuditEntryView entry, Words words) {
    Map<String, Object> details = entry.details();
    Object reason = details.get(REASON);
    return new Row(
        entry,
        words.textOr("console.act." + entry.act(), entry.act()),
        page(entry),
        changes(details),
        reason == null ? null : String.valueOf(reason),
        others(details));
  }

  private static @Nullable String page(AuditEntryView entry) {
    String id = entry.object().id();
    return entry.object().kind().equals("DELIVERY") && id != null
        ? "/console/deliveries/" + id
        : null;
  }

  private static List<Change> changes(Map<String, Object> details) {
    Map<?, ?> before = map(details.get(Act.BEFORE));
    Map<?, ?> after = map(details.get(Act.AFTER));
    Set<String> names = new TreeSet<>();
    before.keySet().forEach(name -> names.add(String.valueOf(name)));
    after.keySet().forEach(name -> names.add(String.valueOf(name)));
    return names.stream()
        .map(name -> new Change(name, text(before.get(name)), text(after.get(name))))
        .toList();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : String.valueOf(value);
  }

  private static List<Detail> others(Map<String, Object> details) {
    return new TreeSet<>(details.keySet())
        .stream()
            .filter(name -> !SHOWN_APART.contains(name))
            .map(name -> new Detail(name, String.valueOf(details.get(name))))
            .toList();
  }
}
