package io.chasqui.server.template;

import io.chasqui.contract.audit.AuditPage;
import io.chasqui.platform.TimeUuid;
import io.chasqui.server.audit.FourEyes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Templates, from their draft to their end. Each act is one transaction. */
@Service
public class Templates {

  private static final Logger log = LoggerFactory.getLogger(Templates.class);

  private final TemplateStore store;
  private final TemplateActs acts;
  private final TemplateChecks checks;
  private final FourEyes people;
  private final TemplateSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Templates(
      TemplateStore store,
      TemplateActs acts,
      TemplateChecks checks,
      FourEyes people,
      TemplateSettings settings,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.acts = acts;
    this.checks = checks;
    this.people = people;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * One; without a version the one that is active.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   */
  public Template find(TemplateId id) {
    return store.find(id).orElseThrow(TemplateProblems::notFound);
  }

  /** Those that are asked for, newest first, and one more than the limit where there are more. */
  public List<Template> list(TemplateQuery query) {
    return store.list(query);
  }

  /** All that was done to one, newest first. */
  public AuditPage audit(TemplateId id) {
    return acts.of(find(id));
  }

  /**
   * Makes a draft, in the version after the highest that there is.
   *
   * @param of which event, channel and language; a version of it is passed over
   */
  public Template create(TemplateId of, TemplateParts parts) {
    return inTransaction(
        () -> {
          store.lock(of);
          Template draft = draft(of.at(store.highestVersion(of) + 1), parts);
          store.add(draft);
          acts.done("created", draft, null);
          log.info("Template {} was made", draft.id());
          return draft;
        });
  }

  private Template draft(TemplateId id, TemplateParts parts) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Template(
        TimeUuid.fresh(),
        id,
        TemplateStatus.DRAFT,
        parts,
        parts.sha256(),
        now,
        now,
        List.of(people.name()),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * Writes what a draft says.
   *
   * @throws io.chasqui.server.api.problem.RequestRefused when it is no draft any more
   */
  public Template edit(TemplateId id, TemplateParts parts) {
    return inTransaction(
        () -> {
          Template before = held(id);
          if (before.status() != TemplateStatus.DRAFT) {
            throw TemplateProblems.notPossible(before.status());
          }
          Template draft = edited(before, parts);
          store.edit(draft);
          acts.done("edited", draft, null);
          return find(draft.id());
        });
  }

  private Template edited(Template before, TemplateParts parts) {
    List<String> authors = new ArrayList<>(before.authors());
    if (!authors.contains(people.name())) {
      authors.add(people.name());
    }
    return new Template(
        before.key(),
        before.id(),
        before.status(),
        parts,
        parts.sha256(),
        before.createdAt(),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        authors,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * Has a draft approved by somebody else; where nobody has to, it is approved.
   *
   * @throws io.chasqui.server.api.problem.RequestRefused when it has faults, or is no draft
   */
  public Template submit(TemplateId id, @Nullable String note) {
    return inTransaction(
        () -> {
          Template draft = held(id);
          checks.require(draft);
          Template submitted = moved(draft, TemplateStatus.SUBMITTED, "submitted", note);
          return settings.approval() == TemplateSettings.Approval.OFF
              ? moved(submitted, TemplateStatus.APPROVED, "approved", "approval is off")
              : submitted;
        });
  }

  /**
   * Approves one that somebody else made.
   *
   * @param activate whether it is to be what is said from now on
   * @throws io.chasqui.server.api.problem.RequestRefused when it was not submitted, or is the
   *     approver's own
   */
  public Template approve(TemplateId id, @Nullable String note, boolean activate) {
    return inTransaction(
        () -> {
          Template submitted = held(id);
          people.requireAnother(submitted.makers());
          Template approved = moved(submitted, TemplateStatus.APPROVED, "approved", note);
          return activate ? activated(approved, null) : approved;
        });
  }

  /** Says that one is not to be used. */
  public Template reject(TemplateId id, @Nullable String note) {
    return inTransaction(() -> moved(held(id), TemplateStatus.REJECTED, "rejected", note));
  }

  /**
   * Makes one what is said from now on; the one before is retired. One that was retired comes back
   * so.
   *
   * @throws io.chasqui.server.api.problem.RequestRefused when it was never approved, or has faults
   *     by what its event's data are now
   */
  public Template activate(TemplateId id, @Nullable String note) {
    return inTransaction(() -> activated(held(id), note));
  }

  private Template activated(Template template, @Nullable String note) {
    if (template.status() == TemplateStatus.ACTIVE) {
      return template;
    }
    checks.require(template);
    store
        .find(
            new TemplateId(
                template.id().event(), template.id().channel(), template.id().locale(), null))
        .ifPresent(before -> moved(before, TemplateStatus.RETIRED, "retired", null));
    return moved(template, TemplateStatus.ACTIVE, "activated", note);
  }

  /** Says that one is not to be used any more. */
  public Template retire(TemplateId id, @Nullable String note) {
    return inTransaction(() -> moved(held(id), TemplateStatus.RETIRED, "retired", note));
  }

  /** Nobody else does anything about its event, channel and language until this has ended. */
  private Template held(TemplateId id) {
    store.lock(id);
    return store.hold(id).orElseThrow(TemplateProblems::notFound);
  }

  private Template moved(Template template, TemplateStatus to, String what, @Nullable String note) {
    if (!TemplateStatus.mayGo(template.status(), to)) {
      throw TemplateProblems.notPossible(template.status());
    }
    store.move(template, to, people.name());
    acts.done(what, template, note);
    log.info("Template {} was {}", template.id(), what);
    return find(template.id());
  }

  private <T> T inTransaction(Supplier<T> act) {
    return Objects.requireNonNull(transaction.execute(status -> act.get()));
  }
}
