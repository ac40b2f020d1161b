package io.chasqui.messaging.webhook;

import io.chasqui.platform.secret.SecretsSettings;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether secrets can be read; without a key this worker leaves webhooks to others. */
final class WebhookIsOn implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return !Binder.get(context.getEnvironment())
        .bind(SecretsSettings.KEY, Bindable.listOf(String.class))
        .orElse(List.of())
        .isEmpty();
  }
}
