package io.chasqui.server.recipient.webhook;

import io.chasqui.platform.secret.SecretsSettings;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.ProblemType;
import io.chasqui.server.api.problem.RequestRefused;
import org.springframework.http.HttpStatus;

/** What a webhook's registration may be refused for. */
public final class WebhookProblems {

  /** There is no key to keep secrets with. */
  public static final ProblemType SECRETS_OFF =
      new ProblemType("secrets-off", HttpStatus.UNPROCESSABLE_ENTITY);

  private WebhookProblems() {}

  static RequestRefused secretsOff() {
    return new RequestRefused(SECRETS_OFF, "setting", SecretsSettings.KEY);
  }

  /** The recipient has none. */
  public static NotFound notFound() {
    return new NotFound("webhook-not-found");
  }
}
