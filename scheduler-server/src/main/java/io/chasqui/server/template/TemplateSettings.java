package io.chasqui.server.template;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Templates.
 *
 * @param approval {@code required}: somebody who did not write a template approves it before it can
 *     be used; {@code off}: what is submitted is approved. See docs/templates.md
 */
@ConfigurationProperties("chasqui.templates")
public record TemplateSettings(@DefaultValue("required") Approval approval) {

  /** Whether somebody has to approve. */
  public enum Approval {
    /** Somebody else. */
    REQUIRED,
    /** Nobody. */
    OFF
  }
}
