package io.chasqui.messaging.sms;

import io.chasqui.delivery.sms.SmsSettings;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether there are gateways; without them this worker leaves SMS to others. */
final class SmsIsOn implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return !Binder.get(context.getEnvironment())
        .bind(SmsSettings.GATEWAYS_KEY, Bindable.listOf(String.class))
        .orElse(List.of())
        .isEmpty();
  }
}
