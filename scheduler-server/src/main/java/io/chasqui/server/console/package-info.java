/** Pages for people: the frame that all have, and what a section brings to it. */
@MayUse({
  "api",
  "audit",
  "delivery",
  "intake",
  "key",
  "recipient",
  "retention",
  "schedule",
  "security",
  "status"
})
@NullMarked
package io.chasqui.server.console;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
