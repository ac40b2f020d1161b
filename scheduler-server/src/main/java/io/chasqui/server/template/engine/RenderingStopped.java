package io.chasqui.server.template.engine;

/** Ends a rendering from within; never leaves this package. */
final class RenderingStopped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Rendered.Fault fault;

  RenderingStopped(Rendered.Reason reason, Object bound) {
    super(reason.name(), null, false, false);
    this.fault = new Rendered.Fault(reason, String.valueOf(bound));
  }

  Rendered.Fault fault() {
    return fault;
  }
}
