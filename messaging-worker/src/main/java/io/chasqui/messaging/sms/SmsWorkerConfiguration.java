package io.chasqui.messaging.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.delivery.sms.SmsGatewaySettings;
import io.chasqui.delivery.sms.SmsSettings;
import io.chasqui.platform.http.PublicAddress;
import io.chasqui.platform.trace.Traces;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@Conditional(SmsIsOn.class)
class SmsWorkerConfiguration {

  private static final Logger log = LoggerFactory.getLogger(SmsWorkerConfiguration.class);

  /** After a fault that names no time and that a person has to mend. */
  private static final Duration FAULT_PAUSE = Duration.ofMinutes(1);

  private static final Duration UNKNOWN_RESEND_AFTER = Duration.ofMinutes(1);

  /** For the database, beside the requests. */
  private static final Duration LEASE_MARGIN = Duration.ofMinutes(1);

  @Bean
  GatewayHttp smsGatewayHttp(SmsSettings settings, ObjectMapper json, Traces traces) {
    return new GatewayHttp(settings.timeout(), json, traces);
  }

  @Bean
  ChannelAdapter smsSender(
      SmsSettings settings,
      PublicAddress publicAddress,
      GatewayHttp http,
      ObjectMapper json,
      PhoneNumbers phoneNumbers) {
    List<Provider> inOrder = new ArrayList<>();
    Map<Provider, SmsGateway> gateways = new HashMap<>();
    Map<Provider, Double> rates = new HashMap<>();
    for (String name : settings.gateways()) {
      SmsGatewaySettings of = Objects.requireNonNull(settings.find(name));
      Provider provider = new Provider("sms:" + name);
      inOrder.add(provider);
      gateways.put(provider, gateway(name, of, publicAddress, http, json));
      if (of.rate() != null) {
        rates.put(provider, of.rate());
      }
      log.info("SMS: gateway {} at {}", name, of.url());
    }
    return new SmsSender(inOrder, gateways, phoneNumbers, rates, policy(settings));
  }

  private static SmsGateway gateway(
      String name,
      SmsGatewaySettings settings,
      PublicAddress publicAddress,
      GatewayHttp http,
      ObjectMapper json) {
    return switch (Objects.requireNonNull(settings.type())) {
      case PROBE -> new ProbeGateway(settings, http, json);
      case TWILIO ->
          new TwilioGateway(
              settings, publicAddress.of("/callbacks/sms/" + name + "/status").orElse(null), http);
    };
  }

  /** An attempt may go to one gateway after the other. */
  private static ChannelPolicy policy(SmsSettings settings) {
    return new ChannelPolicy(
        new RetrySchedule(settings.retrySchedule()),
        FAULT_PAUSE,
        UNKNOWN_RESEND_AFTER,
        settings.timeout().dividedBy(2),
        settings.timeout().multipliedBy(settings.gateways().size()).plus(LEASE_MARGIN));
  }
}
