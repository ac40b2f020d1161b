package io.chasqui.server.recipient;

import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Acts on the directory as the audit has them. Nothing of a person is among them: they cannot be
 * erased there.
 */
@Component
public class RecipientActs {

  private static final String KIND = "RECIPIENT";
  private static final String ALL = "DIRECTORY";
  private static final String OF_RECIPIENTS = "recipients";

  private final Audit audit;

  RecipientActs(Audit audit) {
    this.audit = audit;
  }

  void added(UUID id) {
    audit.record(Act.done("recipient.added", KIND, id.toString()));
  }

  void changed(UUID id) {
    audit.record(Act.done("recipient.changed", KIND, id.toString()));
  }

  void erased(UUID id) {
    audit.record(Act.done("recipient.erased", KIND, id.toString()));
  }

  void merged(UUID id, UUID from) {
    audit.record(Act.done("recipient.merged", KIND, id.toString()).with("from", from.toString()));
  }

  /**
   * Of what somebody wants, in the transaction that stores it.
   *
   * @param isAdded whether the recipient was made by it
   */
  public void preferencesChanged(UUID id, boolean isAdded) {
    Act act = Act.done("recipient.preferences-changed", KIND, id.toString());
    audit.record(isAdded ? act.with("added", true) : act);
  }

  /**
   * Of a browser that somebody takes push messages in, in the transaction that stores it.
   *
   * @param from whose it was before; null: nobody's, or the same recipient's
   */
  public void pushSubscriptionAdded(UUID id, UUID subscription, @Nullable UUID from) {
    Act act =
        Act.done("recipient.push-subscription-added", KIND, id.toString())
            .with("subscription", subscription.toString());
    audit.record(from == null ? act : act.with("from", from.toString()));
  }

  /** Of one that somebody takes nothing in any more, in the transaction that removes it. */
  public void pushSubscriptionRemoved(UUID id, UUID subscription) {
    audit.record(
        Act.done("recipient.push-subscription-removed", KIND, id.toString())
            .with("subscription", subscription.toString()));
  }

  /**
   * Of a file, in the transaction that stores the first of its rows.
   *
   * @param mode a word
   * @param mergeBy a word
   * @param force whether addresses were taken whose owners were erased
   */
  public void imported(String mode, String mergeBy, boolean force) {
    audit.record(
        Act.done("recipients.imported", ALL, OF_RECIPIENTS)
            .with("mode", mode)
            .with("mergeBy", mergeBy)
            .with("force", force));
  }

  /** Of all recipients, before any is shown. */
  public void exported() {
    audit.record(Act.done("recipients.exported", ALL, OF_RECIPIENTS));
  }
}
