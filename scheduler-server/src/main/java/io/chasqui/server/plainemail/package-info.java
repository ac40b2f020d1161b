/** Plain e-mails without a report, sent now. */
@MayUse({"api", "intake"})
@NullMarked
package io.chasqui.server.plainemail;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
