package io.chasqui.server.channel;

import io.chasqui.server.api.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What a message, or what is told of one, may be refused for because of its channel. */
public final class ChannelProblems {

  /** The channel has no settings. */
  public static final ProblemType CHANNEL_OFF =
      new ProblemType("channel-off", HttpStatus.UNPROCESSABLE_ENTITY);

  /** The text takes more parts than an SMS may have. */
  public static final ProblemType SMS_TOO_LONG =
      new ProblemType("sms-too-long", HttpStatus.UNPROCESSABLE_ENTITY);

  /** As a push message it has more bytes than there may be. */
  public static final ProblemType PUSH_TOO_LARGE =
      new ProblemType("push-too-large", HttpStatus.UNPROCESSABLE_ENTITY);

  /** It is not known to be from the provider that it is to be from. */
  public static final ProblemType NOT_SIGNED = new ProblemType("not-signed", HttpStatus.FORBIDDEN);

  private ChannelProblems() {}
}
