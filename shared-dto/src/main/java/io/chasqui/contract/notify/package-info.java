/** Plain e-mails without a report. */
@NullMarked
package io.chasqui.contract.notify;

import org.jspecify.annotations.NullMarked;
