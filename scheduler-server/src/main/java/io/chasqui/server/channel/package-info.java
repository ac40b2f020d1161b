/** Which channels are on, what their messages may be, and what their providers tell of them. */
@MayUse("api")
@NullMarked
package io.chasqui.server.channel;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
