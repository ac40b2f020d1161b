package io.chasqui.contract.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One act. Nothing in it is a secret, a recipient, or a text of theirs.
 *
 * @param id orders by time
 * @param at when it was done, by the database's clock
 * @param actor who did it
 * @param via over what: {@code API}, {@code DASHBOARD}, {@code LOGIN}, {@code COMMAND}, {@code
 *     SERVER}; others may be added without notice
 * @param act what was done, e.g. {@code key.created}; others may be added without notice
 * @param object to what
 * @param correlationId of the delivery that it was about; null: it was about none
 * @param requestId of the request, as its answer's {@code X-Correlation-Id} said it; null: it was
 *     none
 * @param result what came of it
 * @param details what else is to be known, by the act: {@code before} and {@code after} of what it
 *     changed, {@code reason} of what was refused
 */
public record AuditEntryView(
    UUID id,
    Instant at,
    ActorView actor,
    String via,
    String act,
    ActObject object,
    @Nullable String correlationId,
    @Nullable String requestId,
    ActResult result,
    Map<String, Object> details) {

  public AuditEntryView {
    details = Map.copyOf(details);
  }
}
