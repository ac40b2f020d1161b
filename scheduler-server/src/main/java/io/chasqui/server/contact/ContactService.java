package io.chasqui.server.contact;

import io.chasqui.contract.contact.ContactMessagePage;
import io.chasqui.contract.contact.ContactMessageView;
import io.chasqui.contract.contact.ContactRequest;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.server.api.page.PageQuery;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.intake.Accepted;
import io.chasqui.server.intake.Idempotency;
import io.chasqui.server.intake.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in what people write into the contact form, and tells about it. */
@Service
public class ContactService {

  private static final Logger log = LoggerFactory.getLogger(ContactService.class);

  /** What a form makes, as it is kept with its Idempotency-Key. */
  private static final String RESULT = "CONTACT_MESSAGE";

  private final List<EmailAddress> recipients;
  private final ContactLimits limits;
  private final ContactMessages messages;
  private final Idempotency idempotency;
  private final Deliveries deliveries;
  private final TransactionTemplate transaction;

  ContactService(
      ContactSettings settings,
      ContactLimits limits,
      ContactMessages messages,
      Idempotency idempotency,
      Deliveries deliveries,
      TransactionTemplate transaction) {
    this.recipients = settings.addresses();
    this.limits = limits;
    this.messages = messages;
    this.idempotency = idempotency;
    this.deliveries = deliveries;
    this.transaction = transaction;
  }

  /**
   * Stores a message and a delivery to each recipient; they are stored when this returns. A form
   * that a program has filled is not stored, and its sender not told so: only its address's limit
   * counts it, so that programs cannot use up the limit of all.
   *
   * @param idempotencyKey the header, as the caller wrote it; null: none
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every field that is wrong
   * @throws io.chasqui.server.api.problem.RequestRefused when there were too many messages, or too
   *     many deliveries are open, or the key is another message's or in use
   */
  public void accept(
      Written<ContactRequest> request, @Nullable String idempotencyKey, ContactCaller caller) {
    ContactForm form = ContactForm.read(request, idempotencyKey);
    limits.takeOfAddress(caller.address());
    if (form.isFromAProgram()) {
      log.info("A contact form was dropped: its field for programs was filled");
      return;
    }
    limits.takeInTotal();
    Accepted<ContactMessage> accepted =
        idempotency.once(
            form.key(),
            receivedAt -> form.message(receivedAt, caller),
            message -> form.identity(),
            this::store);
    log.info("Message {} of the contact form is stored", accepted.result().id());
  }

  /** The message and the deliveries that tell of it: all, or after an exception none. */
  private Result store(ContactMessage message) {
    ContactNotification notification = new ContactNotification(message);
    transaction.executeWithoutResult(
        status -> {
          List<DeliveryId> told =
              deliveries.scheduleAll(recipients.stream().map(notification::to).toList());
          messages.add(message, told);
        });
    return new Result(RESULT, message.id());
  }

  /** One page of messages, newest first; its cursor is the id of its last message. */
  public ContactMessagePage page(PageQuery query) {
    List<ContactMessageView> found =
        messages.list(new PageQuery(query.olderThan(), query.limit() + 1));
    if (found.size() <= query.limit()) {
      return new ContactMessagePage(found, null);
    }
    List<ContactMessageView> page = found.subList(0, query.limit());
    return new ContactMessagePage(page, page.get(page.size() - 1).id().toString());
  }
}
