package io.chasqui.quickstart.botapi;

/** Carries a {@link BotFailure} out of the method that found it. */
final class BotRefusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient BotFailure failure;

  BotRefusal(BotFailure failure) {
    super(failure.description());
    this.failure = failure;
  }

  static BotRefusal badRequest(String reason) {
    return new BotRefusal(BotFailure.badRequest(reason));
  }

  BotFailure failure() {
    return failure;
  }
}
