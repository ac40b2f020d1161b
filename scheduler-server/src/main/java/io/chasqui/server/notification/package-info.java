/**
 * Events that are told to people: which channel each is told by, when, or why not, and what became
 * of it. What there is to say is the templates' and to whom the directory's.
 */
@MayUse({
  "api",
  "audit",
  "channel",
  "event",
  "intake",
  "recipient",
  "retention",
  "status",
  "template"
})
@NullMarked
package io.chasqui.server.notification;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
