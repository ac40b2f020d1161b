/** Plain e-mails without a report, sent now. */
@NullMarked
package io.chasqui.server.plainemail;

import org.jspecify.annotations.NullMarked;
