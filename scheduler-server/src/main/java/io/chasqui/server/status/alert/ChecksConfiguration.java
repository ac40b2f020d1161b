package io.chasqui.server.status.alert;

import io.chasqui.jobs.QuarantinedJobs;
import io.chasqui.server.status.SystemStateQueries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is looked at of deliveries' way: channels, queues and jobs. */
@Configuration(proxyBeanMethods = false)
class ChecksConfiguration {

  private final JdbcClient jdbc;
  private final SystemStateQueries states;

  ChecksConfiguration(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.states = new SystemStateQueries(jdbc);
  }

  @Bean
  ChannelFaultCheck channelFaultCheck(AlertSettings settings) {
    return new ChannelFaultCheck(states, settings);
  }

  @Bean
  FailoverCheck failoverCheck() {
    return new FailoverCheck(states);
  }

  @Bean
  QuarantineCheck quarantineCheck() {
    return new QuarantineCheck(new QuarantinedJobs(jdbc));
  }

  @Bean
  NoWorkerCheck noWorkerCheck(AlertSettings settings) {
    return new NoWorkerCheck(states, settings);
  }

  @Bean
  BacklogCheck backlogCheck(ChannelFaultCheck faults, AlertSettings settings) {
    return new BacklogCheck(states, faults, settings);
  }
}
