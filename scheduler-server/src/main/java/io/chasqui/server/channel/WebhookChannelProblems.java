package io.chasqui.server.channel;

import io.chasqui.server.api.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What a message may be refused for because it is to go as a webhook. */
public final class WebhookChannelProblems {

  /** It has more bytes than a webhook may have. */
  public static final ProblemType WEBHOOK_TOO_LARGE =
      new ProblemType("webhook-too-large", HttpStatus.UNPROCESSABLE_ENTITY);

  private WebhookChannelProblems() {}
}
