/** Who must not be written to, as people see and change it. */
@NullMarked
package io.chasqui.server.recipient.suppression;

import org.jspecify.annotations.NullMarked;
