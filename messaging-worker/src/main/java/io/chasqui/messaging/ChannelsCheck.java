package io.chasqui.messaging;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.worker.ChannelAdapter;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Component;

/** Stops the start of a worker that no channel has settings for: it would never do anything. */
@Component
class ChannelsCheck implements BeanFactoryPostProcessor {

  /** Before any bean is made, and so before anything is done. */
  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    if (beans.getBeanNamesForType(ChannelAdapter.class, false, false).length == 0) {
      throw new InvalidSetting(
          "chasqui.telegram.bot-token",
          "is not set, and neither are chasqui.sms.gateways, chasqui.push.vapid-private-key and"
              + " chasqui.secrets.key: this worker has no channel.",
          "For Telegram make a bot with @BotFather and set CHASQUI_TELEGRAM_BOTTOKEN to its token,"
              + " see docs/telegram.md; for SMS name gateways, see docs/sms.md; for web push make"
              + " keys, see docs/push.md; for webhooks set a key, see docs/webhook.md.");
    }
  }
}
