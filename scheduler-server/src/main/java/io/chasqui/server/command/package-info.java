/** What the server's jar does when it is given a command: keys, and people's passwords. */
@MayUse({"api", "audit", "key", "security"})
@NullMarked
package io.chasqui.server.command;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
