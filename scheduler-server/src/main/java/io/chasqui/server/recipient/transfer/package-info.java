/** The directory in and out as CSV, of any length in little memory. */
@NullMarked
package io.chasqui.server.recipient.transfer;

import org.jspecify.annotations.NullMarked;
