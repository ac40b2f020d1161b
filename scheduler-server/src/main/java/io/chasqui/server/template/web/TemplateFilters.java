package io.chasqui.server.template.web;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.api.page.Filters;
import io.chasqui.server.api.page.PageQuery;
import io.chasqui.server.template.TemplateQuery;
import io.chasqui.server.template.TemplateStatus;
import org.jspecify.annotations.Nullable;

/** Reads the filters of the list. */
final class TemplateFilters {

  private TemplateFilters() {}

  /** A parameter by its English name, or else by its Spanish one. */
  static @Nullable String either(@Nullable String english, @Nullable String spanish) {
    return english == null ? spanish : english;
  }

  /**
   * @throws io.chasqui.server.api.problem.InvalidRequest naming every parameter that is wrong
   */
  static TemplateQuery query(
      @Nullable String event,
      @Nullable String channel,
      @Nullable String locale,
      @Nullable String status,
      @Nullable String limit,
      @Nullable String cursor) {
    Filters filters = new Filters();
    PageQuery page = filters.page(limit, cursor);
    TemplateQuery query =
        new TemplateQuery(
            filters.text("event", event),
            filters.constant("channel", channel, Channel.class),
            filters.text("locale", locale),
            filters.constant("status", status, TemplateStatus.class),
            page.olderThan(),
            page.limit());
    filters.requireValid();
    return query;
  }
}
