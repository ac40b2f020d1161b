package io.chasqui.server.plainemail;

import io.chasqui.contract.notify.NotifyRequest;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.intake.Accepted;
import io.chasqui.server.intake.Idempotency;
import io.chasqui.server.intake.IdempotencyKey;
import io.chasqui.server.intake.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Takes plain e-mails in. */
@Service
public class PlainEmailService {

  private final NotifySettings settings;
  private final Idempotency idempotency;
  private final Deliveries deliveries;

  PlainEmailService(NotifySettings settings, Idempotency idempotency, Deliveries deliveries) {
    this.settings = settings;
    this.idempotency = idempotency;
    this.deliveries = deliveries;
  }

  /**
   * Stores an e-mail that is due now; it is stored when this returns.
   *
   * @param idempotencyKey the header, as the caller wrote it; null: none
   * @param requestedBy the name of the key that came with it
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   * @throws io.chasqui.server.api.problem.RequestRefused when too many deliveries are open, or the
   *     key is another request's or in use
   */
  public Accepted<DeliveryRequest> accept(
      Written<NotifyRequest> written,
      @Nullable String idempotencyKey,
      CorrelationId correlationId,
      @Nullable String requestedBy) {
    NotifyRequest request = written.request();
    Fields fields = new Fields(written);
    IdempotencyKey key = IdempotencyKey.read(fields, idempotencyKey, request.id());
    PlainEmail email =
        new PlainEmail(
            correlationId,
            requestedBy,
            fields.emailAddress("to", request.to()),
            fields.text("subject", request.subject()).orElse(""),
            fields.text("body", request.body()).orElse(""));
    fields.requireValid(null);
    return idempotency.once(
        key,
        receivedAt -> email.delivery(receivedAt, settings.waits()),
        delivery -> email.identity(),
        delivery -> Result.of(deliveries.schedule(delivery)));
  }
}
