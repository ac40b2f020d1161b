package io.chasqui.messaging.push;

import io.chasqui.delivery.push.PushSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether there are keys; without them this worker leaves push to others. */
final class PushIsOn implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    Environment environment = context.getEnvironment();
    return !Binder.get(environment)
        .bind(PushSettings.PRIVATE_KEY, String.class)
        .orElse("")
        .isBlank();
  }
}
