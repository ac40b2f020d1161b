package io.chasqui.delivery.store;

import io.chasqui.delivery.suppression.SuppressionSettings;
import io.chasqui.delivery.suppression.SuppressionSettings.AppliesTo;

/**
 * The one place that says which deliveries may not be sent, and why (docs/adr/0030). It is a piece
 * of SQL that is asked twice of a batch of deliveries: when attempts are made, and again before
 * each last byte. A feature that may refuse adds its condition here and nowhere else.
 *
 * <p>Whoever asks has already seen to it that the attempt is the delivery's running one and has its
 * lease. Then these are judged in their order: who is erased gets nothing, and it is cancelled;
 * what is too late expires; who must not be written to, or does not want it, is spared; and what
 * may not go just now waits. What is about nobody in the directory and nobody suppressed costs one
 * look into an index.
 */
final class Refusals {

  /** Of where an attempt that is made now would go. */
  private static final String ADDRESS_HASH =
      """
      coalesce(
        CASE WHEN recipient.erased_at IS NULL THEN
          CASE message.recipient_kind
            WHEN 'EMAIL_ADDRESS' THEN recipient.email_hash
            WHEN 'PHONE_NUMBER' THEN recipient.phone_hash
            WHEN 'CHAT_ID' THEN recipient.telegram_hash
          END
        END,
        message.address_hash)\
      """;

  private static final String ADDRESS =
      """
      coalesce(
        CASE message.recipient_kind
          WHEN 'EMAIL_ADDRESS' THEN recipient.email
          WHEN 'PHONE_NUMBER' THEN recipient.phone
          WHEN 'CHAT_ID' THEN recipient.telegram_chat_id
        END,
        message.recipient)\
      """;

  /** Of several the first by name: to sort none takes longer than to look for them. */
  private static final String SUPPRESSED =
      """
      SELECT 'SUPPRESSED ' || min(found.reason) FROM (
        SELECT * FROM suppression
        WHERE suppression.address_hash = %1$s AND suppression.channel = message.channel
        UNION ALL
        SELECT * FROM suppression
        WHERE suppression.recipient_id = message.recipient_id
          AND (suppression.channel IS NULL OR suppression.channel = message.channel)
      ) AS found
      WHERE (found.until IS NULL OR found.until > now())
        -- a person has this delivery sent all the same
        AND (found.source_delivery IS DISTINCT FROM message.id OR found.reason = 'UNSUBSCRIBED')
        AND (found.category IS NULL OR found.category = message.category)
        AND (found.reason <> 'UNSUBSCRIBED' OR NOT EXISTS (
          SELECT FROM category WHERE category.name = message.category AND category.mandatory))
        %2$s
      """;

  private static final String OF_NOTIFICATIONS =
      "AND message.origin_kind IN ('NOTIFICATION', 'MAILING', 'TOPIC')";

  /** A browser that somebody else uses now: whose it was must not be told there. */
  private static final String OF_ANOTHER =
      """
      SELECT 'SUPPRESSED PUSH_GONE' FROM push_subscription AS browser
      WHERE browser.id = CASE
          -- a row that is no id fails its own attempt, and not the statement of all
          WHEN message.recipient ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
          THEN message.recipient::uuid
        END
        AND browser.recipient_id IS DISTINCT FROM message.recipient_id
      """;

  /**
   * A channel that is blocked is so for mandatory categories too. Whoever tries one is told all.
   */
  private static final String PREFERENCE =
      """
      SELECT 'SUPPRESSED PREFERENCE' FROM recipient_preference AS wanted
      LEFT JOIN category ON category.name = message.category
      LEFT JOIN recipient_category AS chosen
        ON chosen.recipient_id = wanted.recipient_id AND chosen.category = message.category
      WHERE wanted.recipient_id = message.recipient_id
        AND message.origin_kind <> 'TEST'
        AND (message.channel = ANY (wanted.blocked_channels)
          OR message.channel = ANY (wanted.disabled_channels)
          OR NOT coalesce(category.mandatory, false)
            AND (NOT chosen.enabled
              OR chosen.channels <> '{}' AND message.channel <> ALL (chosen.channels)))
      """;

  private static final String REFUSAL =
      """
      CASE
        WHEN recipient.erased_at IS NOT NULL THEN 'CANCELLED RECIPIENT_ERASED'
        WHEN state.expires_at <= now() THEN 'EXPIRED EXPIRED'
        ELSE coalesce(
          (%1$s),
          CASE WHEN message.recipient_kind = 'PUSH_SUBSCRIPTION' THEN (%2$s) END,
          CASE WHEN message.recipient_id IS NOT NULL THEN (%3$s) END,
          (SELECT 'PUT_BACK PAUSED' FROM channel_pause
            WHERE channel_pause.channel_key = %4$s AND paused_until > now()),
          -- when they are over it is not known when the next ones are
          CASE WHEN state.quiet_from <= now() THEN 'PUT_BACK QUIET_HOURS' END)
      END\
      """;

  private final String ofWhom;

  Refusals(SuppressionSettings settings) {
    this.ofWhom = settings.appliesTo() == AppliesTo.NOTIFICATIONS ? OF_NOTIFICATIONS : "";
  }

  /**
   * SQL, null for what may have an attempt; a {@code Refusal} has the words. The statement has the
   * tables {@code state} and {@link #messages()}. Judged by the address that is in the directory
   * now, since the attempt would go there.
   *
   * @param provider SQL that names the provider
   */
  String ofAttempts(String provider) {
    return of(provider, ADDRESS_HASH);
  }

  /**
   * The same of what is being sent, which goes to the address that the message has since its
   * attempt was made, whatever the directory says meanwhile.
   *
   * @param provider SQL that names the provider
   */
  String ofLastBytes(String provider) {
    return of(provider, "message.address_hash");
  }

  private String of(String provider, String addressHash) {
    return REFUSAL.formatted(
        SUPPRESSED.formatted(addressHash, ofWhom), OF_ANOTHER, PREFERENCE, provider);
  }

  /** SQL: the messages, {@code message}, each with {@link #recipients}. */
  static String messages() {
    return "delivery_message AS message " + recipients();
  }

  /** SQL: beside a message {@code recipient}, whom of the directory it is for. */
  static String recipients() {
    return "LEFT JOIN recipient ON recipient.id = message.recipient_id";
  }

  /** SQL: whether whoever gets it may say that they do not want its category. */
  static String mayUnsubscribe() {
    return """
    message.category IS NOT NULL AND NOT EXISTS (
      SELECT FROM category WHERE category.name = message.category AND category.mandatory)\
    """;
  }

  /**
   * SQL: where an attempt that is made now would go. Who is in the directory is written to at the
   * address that is there now.
   */
  static String address() {
    return ADDRESS;
  }

  /** SQL: the keyed hash of {@link #address}; null: an older version has not stored any. */
  static String addressHash() {
    return ADDRESS_HASH;
  }
}
