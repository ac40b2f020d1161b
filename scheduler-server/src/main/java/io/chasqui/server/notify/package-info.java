/** Plain e-mails without a report, sent now. */
@NullMarked
package io.chasqui.server.notify;

import org.jspecify.annotations.NullMarked;
