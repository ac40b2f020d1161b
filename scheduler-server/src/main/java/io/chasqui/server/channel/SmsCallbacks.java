package io.chasqui.server.channel;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.ReceiptStatus;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.Addressee;
import io.chasqui.delivery.Addressees;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Receipts;
import io.chasqui.delivery.sms.GatewaySecret;
import io.chasqui.delivery.sms.SmsGatewaySettings;
import io.chasqui.delivery.sms.SmsSettings;
import io.chasqui.delivery.suppression.AddressSuppression;
import io.chasqui.delivery.suppression.Suppressions;
import io.chasqui.platform.http.PublicAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what gateways tell of messages that they have taken. */
@Component
public class SmsCallbacks {

  private static final Logger log = LoggerFactory.getLogger(SmsCallbacks.class);

  /** Twilio's error codes are numbers; nothing else is kept. */
  private static final String CODE = "[0-9]{1,10}";

  /** What says that the number does not exist, or that its owner wants nothing. */
  private static final Map<String, SuppressionReason> SUPPRESSING =
      Map.of(
          "30005", SuppressionReason.HARD_BOUNCE,
          "30006", SuppressionReason.HARD_BOUNCE,
          "21610", SuppressionReason.STOP_KEYWORD);

  private final SmsSettings settings;
  private final PublicAddress publicAddress;
  private final Receipts receipts;
  private final Addressees addressees;
  private final Suppressions suppressions;
  private final TransactionTemplate transaction;

  SmsCallbacks(
      SmsSettings settings,
      PublicAddress publicAddress,
      Receipts receipts,
      Addressees addressees,
      Suppressions suppressions,
      TransactionTemplate transaction) {
    this.settings = settings;
    this.publicAddress = publicAddress;
    this.receipts = receipts;
    this.addressees = addressees;
    this.suppressions = suppressions;
    this.transaction = transaction;
  }

  /** Whether a gateway was told to call: without {@code chasqui.public-url} none was. */
  public boolean areAskedOf(String gateway) {
    return passwordOf(gateway).isPresent() && publicAddress.of("").isPresent();
  }

  /**
   * Whether a callback is from the gateway: signed with its password, for the address that it was
   * given.
   *
   * @param pathAndQuery as it came, below the server's context path
   */
  public boolean isFrom(
      String gateway, String pathAndQuery, Map<String, List<String>> form, String signature) {
    Optional<String> password = passwordOf(gateway);
    Optional<String> address = publicAddress.of(pathAndQuery);
    return password.isPresent()
        && address.isPresent()
        && TwilioSignature.isRight(password.get(), address.get(), form, signature);
  }

  /** Of those that sign what they tell. */
  private Optional<String> passwordOf(String gateway) {
    return Optional.ofNullable(settings.find(gateway))
        .filter(of -> of.type() == SmsGatewaySettings.Type.TWILIO)
        .map(SmsGatewaySettings::password)
        .map(GatewaySecret::reveal);
  }

  /**
   * Records what became of a message, where that is final and has not been told before. Of a
   * message that nobody knows nothing is said: it may have been erased, or be another system's.
   *
   * @param form of a callback that is from the gateway
   */
  public void statusOf(String gateway, Map<String, List<String>> form) {
    Optional<String> sid = first(form, "MessageSid").or(() -> first(form, "SmsSid"));
    Optional<ReceiptStatus> status =
        first(form, "MessageStatus")
            .or(() -> first(form, "SmsStatus"))
            .flatMap(SmsCallbacks::finalStatus);
    if (sid.isEmpty() || status.isEmpty()) {
      return;
    }
    String code = first(form, "ErrorCode").filter(given -> given.matches(CODE)).orElse(null);
    // Both or none: told once more, the gateway's word would be known already.
    transaction.executeWithoutResult(inOne -> record(gateway, sid.get(), status.get(), code));
  }

  private void record(String gateway, String sid, ReceiptStatus status, @Nullable String code) {
    receipts
        .record(Channel.SMS, "sms:" + gateway, sid, status, code)
        .ifPresent(
            id -> {
              log.info("Gateway {} tells of delivery {}: {}", gateway, id, status);
              suppress(id, code == null ? null : SUPPRESSING.get(code));
            });
  }

  /** As the same number does it in an answer. */
  private void suppress(DeliveryId id, @Nullable SuppressionReason reason) {
    Optional<Addressee> addressee = reason == null ? Optional.empty() : addressees.find(id);
    addressee
        .filter(one -> one.addressHash() != null)
        .ifPresent(
            one ->
                suppressions.add(
                    List.of(
                        new AddressSuppression(
                            Channel.SMS,
                            Objects.requireNonNull(one.addressHash()),
                            null,
                            Objects.requireNonNull(reason),
                            id.value(),
                            one.maskedAddress()))));
  }

  private static Optional<ReceiptStatus> finalStatus(String word) {
    return switch (word) {
      case "delivered" -> Optional.of(ReceiptStatus.RECEIVED);
      case "undelivered", "failed" -> Optional.of(ReceiptStatus.UNDELIVERED);
      // queued, sending, sent and others: it is still under way.
      default -> Optional.empty();
    };
  }

  private static Optional<String> first(Map<String, List<String>> form, String field) {
    return form.getOrDefault(field, List.of()).stream()
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
