package io.chasqui.server.event.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;

/** Knows which words of a broker mean: never this message, as it is. */
final class Refusals {

  private static final int PUBLISH_CLASS = 60;
  private static final int PUBLISH_METHOD = 40;

  private Refusals() {}

  /** The broker's words; null: it said something else, or nothing. */
  static @Nullable String in(Exception failure) {
    return failure instanceof ShutdownSignalException end
            && end.getReason() instanceof AMQP.Channel.Close close
            && isOfAMessage(close)
        ? String.valueOf(close.getReplyText())
        : null;
  }

  /** RabbitMQ says the second, of a queue's or an exchange's settings too. */
  private static boolean isOfAMessage(AMQP.Channel.Close close) {
    return close.getReplyCode() == AMQP.CONTENT_TOO_LARGE
        || close.getReplyCode() == AMQP.PRECONDITION_FAILED
            && close.getClassId() == PUBLISH_CLASS
            && close.getMethodId() == PUBLISH_METHOD;
  }
}
