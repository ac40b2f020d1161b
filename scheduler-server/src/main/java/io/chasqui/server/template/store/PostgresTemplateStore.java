package io.chasqui.server.template.store;

import static io.chasqui.platform.db.Times.instant;
import static io.chasqui.platform.db.Times.instantOrNull;
import static io.chasqui.platform.db.Times.utc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.template.Template;
import io.chasqui.server.template.TemplateId;
import io.chasqui.server.template.TemplateParts;
import io.chasqui.server.template.TemplateQuery;
import io.chasqui.server.template.TemplateStatus;
import io.chasqui.server.template.TemplateStore;
import io.chasqui.server.template.engine.ExactJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class PostgresTemplateStore implements TemplateStore {

  private static final String SELECT =
      """
      SELECT id, event, channel, locale, version, status, subject, text, html, push, webhook, sample,
        sha256, created_at, changed_at, authors, submitted_by, submitted_at, decided_by, decided_at,
        activated_at, retired_at
      FROM template
      """;

  /** Of the one that a caller means; without a version the active one. */
  private static final String MEANT =
      """
      WHERE event = :event AND channel = :channel AND locale = :locale
        AND (version = :version OR CAST(:version AS integer) IS NULL AND status = 'ACTIVE')
      """;

  private final JdbcClient jdbc;

  PostgresTemplateStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Template> find(TemplateId id) {
    return meant(jdbc.sql(SELECT + MEANT), id).query((row, number) -> template(row)).optional();
  }

  @Override
  public Optional<Template> hold(TemplateId id) {
    return meant(jdbc.sql(SELECT + MEANT + "FOR UPDATE"), id)
        .query((row, number) -> template(row))
        .optional();
  }

  private static StatementSpec meant(StatementSpec statement, TemplateId id) {
    return statement
        .param("event", id.event())
        .param("channel", id.channel().name())
        .param("locale", id.locale())
        .param("version", id.version(), Types.INTEGER);
  }

  @Override
  public List<Template> list(TemplateQuery query) {
    return jdbc.sql(
            SELECT
                + """
                WHERE (CAST(:event AS text) IS NULL OR event = :event)
                  AND (CAST(:channel AS text) IS NULL OR channel = :channel)
                  AND (CAST(:locale AS text) IS NULL OR locale = :locale)
                  AND (CAST(:status AS text) IS NULL OR status = :status)
                  AND (CAST(:olderThan AS uuid) IS NULL OR id < :olderThan)
                ORDER BY id DESC
                LIMIT :limit
                """)
        .param("event", query.event())
        .param("channel", query.channel() == null ? null : query.channel().name())
        .param("locale", query.locale())
        .param("status", query.status() == null ? null : query.status().name())
        .param("olderThan", query.olderThan())
        .param("limit", query.limit() + 1)
        .query((row, number) -> template(row))
        .list();
  }

  @Override
  public List<Template> active(String event, Channel channel, Collection<String> locales) {
    return jdbc.sql(
            SELECT
                + """
                WHERE event = :event AND channel = :channel AND locale = ANY (:locales)
                  AND status = 'ACTIVE'
                """)
        .param("event", event)
        .param("channel", channel.name())
        .param("locales", locales.toArray(String[]::new))
        .query((row, number) -> template(row))
        .list();
  }

  @Override
  public void lock(TemplateId id) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('template'), hashtext(:one))")
        .param("one", id.event() + " " + id.channel() + " " + id.locale())
        .query(row -> {});
  }

  @Override
  public int highestVersion(TemplateId id) {
    return jdbc.sql(
            """
            SELECT coalesce(max(version), 0) FROM template
            WHERE event = :event AND channel = :channel AND locale = :locale
            """)
        .param("event", id.event())
        .param("channel", id.channel().name())
        .param("locale", id.locale())
        .query(Integer.class)
        .single();
  }

  @Override
  public void add(Template draft) {
    said(
            jdbc.sql(
                """
                INSERT INTO template (
                  id, event, channel, locale, version, subject, text, html, push, webhook, sample,
                  sha256, created_at, changed_at, authors)
                VALUES (
                  :id, :event, :channel, :locale, :version, :subject, :text, :html,
                  CAST(:push AS json), CAST(:webhook AS json), CAST(:sample AS json), :sha256,
                  :changedAt, :changedAt, :authors)
                """),
            draft)
        .param("event", draft.id().event())
        .param("channel", draft.id().channel().name())
        .param("locale", draft.id().locale())
        .param("version", draft.id().version())
        .update();
  }

  @Override
  public void edit(Template draft) {
    said(
            jdbc.sql(
                """
                UPDATE template SET
                  (subject, text, html, push, webhook, sample, sha256, changed_at, authors)
                  = ROW (:subject, :text, :html, CAST(:push AS json), CAST(:webhook AS json),
                    CAST(:sample AS json), :sha256, :changedAt, :authors)
                WHERE id = :id
                """),
            draft)
        .update();
  }

  private static StatementSpec said(StatementSpec statement, Template draft) {
    TemplateParts parts = draft.parts();
    return statement
        .param("id", draft.key())
        .param("subject", parts.subject(), Types.VARCHAR)
        .param("text", parts.text(), Types.VARCHAR)
        .param("html", parts.html(), Types.VARCHAR)
        .param("push", text(parts.push()))
        .param("webhook", text(parts.webhook()))
        .param("sample", text(parts.sample()))
        .param("sha256", draft.sha256())
        .param("changedAt", utc(draft.changedAt()))
        .param("authors", draft.authors().toArray(String[]::new));
  }

  @Override
  public void move(Template template, TemplateStatus to, @Nullable String by) {
    String noted =
        switch (to) {
          case SUBMITTED -> ", submitted_by = :by, submitted_at = now()";
          case APPROVED, REJECTED -> ", decided_by = :by, decided_at = now()";
          case ACTIVE -> ", activated_at = now(), retired_at = NULL";
          case RETIRED -> ", retired_at = now()";
          case DRAFT -> "";
        };
    StatementSpec statement =
        jdbc.sql("UPDATE template SET status = :to" + noted + " WHERE id = :id AND status = :from")
            .param("to", to.name())
            .param("id", template.key())
            .param("from", template.status().name());
    int moved = (noted.contains(":by") ? statement.param("by", by) : statement).update();
    if (moved != 1) {
      throw new IllegalStateException(template + " was moved by somebody else");
    }
  }

  private static Template template(ResultSet row) throws SQLException {
    return new Template(
        row.getObject("id", UUID.class),
        new TemplateId(
            row.getString("event"),
            Channel.valueOf(row.getString("channel")),
            row.getString("locale"),
            row.getInt("version")),
        TemplateStatus.valueOf(row.getString("status")),
        new TemplateParts(
            row.getString("subject"),
            row.getString("text"),
            row.getString("html"),
            tree(row.getString("push")),
            tree(row.getString("webhook")),
            tree(row.getString("sample"))),
        row.getString("sha256"),
        instant(row, "created_at"),
        instant(row, "changed_at"),
        List.of((String[]) row.getArray("authors").getArray()),
        row.getString("submitted_by"),
        instantOrNull(row, "submitted_at"),
        row.getString("decided_by"),
        instantOrNull(row, "decided_at"),
        instantOrNull(row, "activated_at"),
        instantOrNull(row, "retired_at"));
  }

  private static @Nullable String text(@Nullable JsonNode tree) {
    return tree == null ? null : tree.toString();
  }

  private static @Nullable JsonNode tree(@Nullable String text) {
    try {
      return text == null ? null : ExactJson.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON that cannot be read", e);
    }
  }
}
