package io.chasqui.messaging.sms;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sends texts by the gateways of the settings. */
final class SmsSender implements ChannelAdapter {

  private final List<Provider> inOrder;
  private final Map<Provider, SmsGateway> gateways;
  private final PhoneNumbers phoneNumbers;
  private final Map<Provider, Double> rates;
  private final ChannelPolicy policy;

  /**
   * @param inOrder the one to be preferred first; each has its gateway
   * @param rates messages a second of those that have a bound
   */
  SmsSender(
      List<Provider> inOrder,
      Map<Provider, SmsGateway> gateways,
      PhoneNumbers phoneNumbers,
      Map<Provider, Double> rates,
      ChannelPolicy policy) {
    this.inOrder = List.copyOf(inOrder);
    this.gateways = Map.copyOf(gateways);
    this.phoneNumbers = phoneNumbers;
    this.rates = Map.copyOf(rates);
    this.policy = policy;
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public ChannelPolicy policy() {
    return policy;
  }

  @Override
  public List<Provider> providers(String lane) {
    return inOrder;
  }

  @Override
  public double mostPerSecond(Provider provider) {
    return rates.getOrDefault(provider, Double.POSITIVE_INFINITY);
  }

  @Override
  public Outcome send(ClaimedDelivery delivery, Provider provider, AttemptJournal journal) {
    Optional<PhoneNumber> phone = phoneNumbers.read(delivery.recipient().value()).found();
    if (phone.isEmpty()) {
      return new Outcome.PermanentFailure(
          FailureCode.RECIPIENT_REJECTED, "it is no phone number any more");
    }
    long number = Objects.requireNonNull(delivery.messageNumber(), "an SMS has a number");
    return Objects.requireNonNull(gateways.get(provider), provider::key)
        .send(new Sms(number, phone.get(), delivery.message()), journal);
  }
}
