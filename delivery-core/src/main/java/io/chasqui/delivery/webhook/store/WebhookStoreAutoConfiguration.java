package io.chasqui.delivery.webhook.store;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** The bean of this package, for every application that has it on its class path. */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@Import(PostgresEndpoints.class)
class WebhookStoreAutoConfiguration {}
