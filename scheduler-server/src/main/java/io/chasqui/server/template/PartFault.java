package io.chasqui.server.template;

import io.chasqui.server.template.engine.TemplateFault;

/**
 * What is wrong with a part of a template.
 *
 * @param part subject, text, html, push.…, webhook.… or sample
 */
record PartFault(String part, TemplateFault fault) {}
