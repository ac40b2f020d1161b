package io.chasqui.server.event;

import io.chasqui.event.EventRelayConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(EventRelayConfiguration.class)
class RelayedEvents {}
