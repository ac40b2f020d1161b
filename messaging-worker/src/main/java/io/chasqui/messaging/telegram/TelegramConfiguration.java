package io.chasqui.messaging.telegram;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ChannelPauses;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.platform.trace.Traces;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.report.ReportEncoding;
import io.chasqui.worker.report.ReportReader;
import io.chasqui.worker.report.ReportReaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@Conditional(TelegramIsOn.class)
class TelegramConfiguration {

  private static final Logger log = LoggerFactory.getLogger(TelegramConfiguration.class);

  @Bean
  TelegramApi telegramApi(TelegramSettings settings, ObjectMapper json, Traces traces) {
    TelegramApi api = new TelegramApi(settings, json, settings.requestTimeout(), traces);
    log.info(
        "Telegram: bot {} by the Bot API at {}",
        settings.requiredToken().botId(),
        settings.requiredBaseUrl());
    return api;
  }

  @Bean
  ReportReader reportReader(ReportReaders readers, TelegramSettings settings) {
    return readers.reader(Channel.TELEGRAM, ReportEncoding.PDF, settings.maxDocumentSize());
  }

  @Bean
  Contacts telegramContacts(TelegramSettings settings, JdbcClient jdbc) {
    return new Contacts(jdbc, settings.requiredToken().botId());
  }

  @Bean
  ChannelAdapter telegramMessenger(
      TelegramApi telegramApi,
      TelegramSettings settings,
      ReportReader reports,
      Contacts contacts,
      PhoneNumbers phoneNumbers,
      ChannelPauses pauses,
      JdbcClient jdbc) {
    return new TelegramMessenger(
        telegramApi, settings, policy(settings), reports, contacts, phoneNumbers, pauses, jdbc);
  }

  /**
   * The lease is longer than the longest attempt, and an attempt bounds itself: see {@link
   * AttemptTime}. A worker that dies while it sends is missed when the lease is over.
   */
  private static ChannelPolicy policy(TelegramSettings settings) {
    return new ChannelPolicy(
        new RetrySchedule(settings.retrySchedule()),
        settings.channelFaultPause(),
        settings.unknownResendAfter(),
        settings.requestTimeout().dividedBy(2),
        AttemptTime.longest(settings.requestTimeout()).plus(settings.leaseMargin()));
  }
}
