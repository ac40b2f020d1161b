package io.chasqui.server.channel;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.suppression.AddressSuppression;
import io.chasqui.delivery.suppression.MaskedAddress;
import io.chasqui.delivery.suppression.Suppressions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hears what people answer to an SMS: one of some words alone, in any case, has their number not
 * written to any more, or written to again. Anything else is not kept.
 */
@Component
public class SmsStops {

  private static final Logger log = LoggerFactory.getLogger(SmsStops.class);

  private static final Set<String> STOP =
      Set.of(
          "STOP",
          "STOPALL",
          "UNSUBSCRIBE",
          "CANCEL",
          "END",
          "QUIT",
          "BAJA",
          "PARAR",
          "ALTO",
          "СТОП",
          "ОТПИСКА");

  private static final Set<String> START = Set.of("START", "UNSTOP", "ALTA", "СТАРТ");

  private final PhoneNumbers phoneNumbers;
  private final AddressHashes hashes;
  private final Suppressions suppressions;

  SmsStops(PhoneNumbers phoneNumbers, AddressHashes hashes, Suppressions suppressions) {
    this.phoneNumbers = phoneNumbers;
    this.hashes = hashes;
    this.suppressions = suppressions;
  }

  /**
   * Does what a message asks for. Hearing it twice does no harm.
   *
   * @param form of a callback that is from a gateway
   */
  public void heard(Map<String, List<String>> form) {
    String word = first(form, "Body").strip().toUpperCase(Locale.ROOT);
    Optional<PhoneNumber> from = phoneNumbers.readVouchedFor(first(form, "From"));
    if (from.isEmpty()) {
      return;
    }
    if (STOP.contains(word)) {
      stop(from.get());
    } else if (START.contains(word)) {
      start(from.get());
    }
  }

  private void stop(PhoneNumber from) {
    suppressions.add(
        List.of(
            new AddressSuppression(
                Channel.SMS,
                hashes.of(from),
                null,
                SuppressionReason.STOP_KEYWORD,
                null,
                MaskedAddress.of(from.kind(), from.value()))));
    log.info("Somebody has answered STOP; the number gets no more SMS");
  }

  private void start(PhoneNumber from) {
    int lifted =
        suppressions.lift(
            Channel.SMS, List.of(hashes.of(from)), Set.of(SuppressionReason.STOP_KEYWORD));
    if (lifted > 0) {
      log.info("Somebody has answered START; the number gets SMS again");
    }
  }

  private static String first(Map<String, List<String>> form, String field) {
    return form.getOrDefault(field, List.of()).stream().findFirst().orElse("");
  }
}
