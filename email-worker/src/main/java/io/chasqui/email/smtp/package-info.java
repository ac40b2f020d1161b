/** SMTP: connections, the phases of a transaction and what a server's replies mean. */
@NullMarked
package io.chasqui.email.smtp;

import org.jspecify.annotations.NullMarked;
