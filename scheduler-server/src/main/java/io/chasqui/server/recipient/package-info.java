/**
 * The directory: who is written to, by which addresses, in which language and zone. What others
 * want of a recipient they ask {@link io.chasqui.server.recipient.Recipients}.
 */
@MayUse({"api", "audit", "status"})
@NullMarked
package io.chasqui.server.recipient;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
