package io.chasqui.server.console.schedule;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.report.Reports;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.console.LocalTimeField;
import io.chasqui.server.console.Typed;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.recipient.Recipients;
import io.chasqui.server.schedule.Order;
import io.chasqui.server.schedule.ReportScheduler;
import io.chasqui.server.schedule.ScheduleRequestParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the form in as the API takes requests in: each recipient is one request, read by the same
 * rules and stored by the same service. All are stored or none.
 */
@Component
class ScheduleDesk {

  private static final int MOST_RECIPIENTS = 50;

  private final ScheduleRequestParser parser;
  private final ReportScheduler scheduler;
  private final Recipients recipients;
  private final Reports reports;
  private final TransactionTemplate transaction;

  ScheduleDesk(
      ScheduleRequestParser parser,
      ReportScheduler scheduler,
      Recipients recipients,
      Reports reports,
      TransactionTemplate transaction) {
    this.parser = parser;
    this.scheduler = scheduler;
    this.recipients = recipients;
    this.reports = reports;
    this.transaction = transaction;
  }

  /**
   * What the form comes to.
   *
   * @param typed with what is wrong with it
   * @param model null: something is wrong
   */
  record Checked(Typed typed, @Nullable CheckModel model) {}

  /**
   * What became of it.
   *
   * @param typed with what is wrong with it
   * @param next the page that shows the deliveries; null: nothing was stored
   */
  record Scheduled(Typed typed, @Nullable String next, int number) {}

  /** Reads the form, and stores nothing. */
  Checked check(Typed typed, Viewer viewer, Words words) {
    Understood understood = understand(typed, viewer, words);
    if (understood.typed().isWrong()) {
      return new Checked(understood.typed(), null);
    }
    return new Checked(typed, model(typed, understood.orders()));
  }

  /** Stores what the form asks for, once, however often it is sent. */
  Scheduled schedule(Typed typed, Viewer viewer, Words words) {
    Understood understood = understand(typed, viewer, words);
    ScheduleForm form = understood.form();
    if (understood.typed().isWrong() || form == null) {
      return new Scheduled(understood.typed(), null, 0);
    }
    List<String> lines = ScheduleForm.recipients(typed);
    Storing storing = new Storing(form, typed.value(ScheduleForm.KEY), viewer.name());
    try {
      List<UUID> ids = Objects.requireNonNull(transaction.execute(status -> storing.all(lines)));
      return new Scheduled(typed, next(ids, typed), ids.size());
    } catch (InvalidRequest e) {
      return new Scheduled(wrong(typed, e.problems(), storing.line, words), null, 0);
    } catch (RequestRefused e) {
      return new Scheduled(wrong(typed, List.of(refusal(e)), storing.line, words), null, 0);
    }
  }

  private static String next(List<UUID> ids, Typed typed) {
    return ids.size() == 1
        ? "/console/deliveries/" + ids.get(0)
        : "/console/deliveries?correlationId=" + typed.value(ScheduleForm.CORRELATION_ID);
  }

  /** One after the other, so that it is known at which one it was refused. */
  private final class Storing {

    private final ScheduleForm form;
    private final String key;
    private final String requestedBy;
    private String line = "";

    Storing(ScheduleForm form, String key, String requestedBy) {
      this.form = form;
      this.key = key;
      this.requestedBy = requestedBy;
    }

    List<UUID> all(List<String> lines) {
      List<UUID> ids = new ArrayList<>();
      for (String one : lines) {
        line = one;
        String ofThis = key.isEmpty() ? null : key + "/" + ids.size();
        ids.add(scheduler.accept(written(form, one), ofThis, requestedBy).result().id());
      }
      return ids;
    }
  }

  private static Written<? extends ScheduleRequest> written(ScheduleForm form, String line) {
    return new Written<>(form.request(line), List.of());
  }

  /**
   * The form as requests.
   *
   * @param form null: its channel is none
   */
  private record Understood(Typed typed, @Nullable ScheduleForm form, List<Order> orders) {}

  private Understood understand(Typed typed, Viewer viewer, Words words) {
    Typed told = requireFew(typed, words);
    Optional<Channel> channel = ScheduleForm.channel(typed);
    if (channel.isEmpty()) {
      String text = words.text("field.required");
      return new Understood(told.wrong(ScheduleForm.CHANNEL, text), null, List.of());
    }
    Optional<Instant> time = Optional.empty();
    if (typed.value(ScheduleForm.WHEN).equals(ScheduleForm.AT)) {
      time = LocalTimeField.instant(typed.value(ScheduleForm.TIME), viewer.zone());
      told = time.isPresent() ? told : noTime(told, ScheduleForm.TIME, words);
    }
    String end = typed.value(ScheduleForm.DEADLINE);
    Optional<Instant> deadline = LocalTimeField.instant(end, viewer.zone());
    if (!end.isEmpty() && deadline.isEmpty()) {
      told = noTime(told, ScheduleForm.DEADLINE, words);
    }
    ScheduleForm form =
        new ScheduleForm(typed, channel.get(), time.orElse(null), deadline.orElse(null));
    return orders(form, told, viewer, words);
  }

  private static Typed noTime(Typed typed, String field, Words words) {
    return typed.wrong(field, words.text("console.form.noTime"));
  }

  private static Typed requireFew(Typed typed, Words words) {
    int number = ScheduleForm.recipients(typed).size();
    if (number == 0) {
      return typed.wrong(ScheduleForm.RECIPIENTS, words.text("field.required"));
    }
    return number <= MOST_RECIPIENTS
        ? typed
        : typed.wrong(
            ScheduleForm.RECIPIENTS,
            words.text("console.schedule.tooMany", words.number(MOST_RECIPIENTS)));
  }

  private Understood orders(ScheduleForm form, Typed before, Viewer viewer, Words words) {
    Typed told = before;
    List<Order> orders = new ArrayList<>();
    for (String line : ScheduleForm.recipients(before).stream().limit(MOST_RECIPIENTS).toList()) {
      try {
        Order order = parser.of(written(form, line), viewer.name());
        orders.add(order);
        told = isThere(order) ? told : wrong(told, List.of(unknown()), line, words);
      } catch (InvalidRequest e) {
        told = wrong(told, e.problems(), line, words);
      } catch (RequestRefused e) {
        told = wrong(told, List.of(refusal(e)), line, words);
      }
    }
    return new Understood(told, form, orders);
  }

  private boolean isThere(Order order) {
    UUID id = order.recipientId();
    return id == null || recipients.find(id).isPresent();
  }

  private static FieldProblem unknown() {
    return new FieldProblem("recipientId", "field.unknownRecipient");
  }

  /** Of the channel when that is off, else of the text, which it does not take. */
  private static FieldProblem refusal(RequestRefused refused) {
    FieldProblem ofMessage = refused.ofField(ScheduleForm.MESSAGE);
    boolean isChannel = ofMessage.messageKey().equals("detail.channel-off");
    return isChannel ? refused.ofField(ScheduleForm.CHANNEL) : ofMessage;
  }

  /** What is wrong with a recipient names the line; of what all have in common once is enough. */
  private static Typed wrong(Typed typed, List<FieldProblem> problems, String line, Words words) {
    Typed told = typed;
    for (FieldProblem problem : problems) {
      String field = ScheduleForm.field(problem.field());
      String text = words.text(problem.messageKey(), problem.arguments().toArray());
      boolean isOfOne = field.equals(ScheduleForm.RECIPIENTS);
      told = told.wrong(field, isOfOne ? words.text("console.schedule.line", line, text) : text);
    }
    return told;
  }

  private CheckModel model(Typed typed, List<Order> orders) {
    Order first = orders.get(0);
    boolean hasReport = first.attachmentName() != null;
    Map<String, String> fields = new LinkedHashMap<>();
    ScheduleForm.ALL.forEach(name -> fields.put(name, typed.text(name)));
    return new CheckModel(
        typed,
        first.channel(),
        orders.stream().map(ScheduleDesk::recipient).toList(),
        first.scheduledTime(),
        first.expiresAt(),
        hasReport ? first.reportId().value() : null,
        hasReport && reports.sha256(first.reportId()).isPresent(),
        fields);
  }

  private static CheckModel.Recipient recipient(Order order) {
    return order.address() == null
        ? new CheckModel.Recipient(
            String.valueOf(order.recipientId()), "/console/recipients/" + order.recipientId())
        : new CheckModel.Recipient(order.address().value(), null);
  }
}
