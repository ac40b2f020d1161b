/**
 * Events of other systems that brokers bring: read, taken once, and set aside where nobody can read
 * them. What is decided of them is not known here.
 */
@NullMarked
package io.chasqui.server.notification.broker;

import org.jspecify.annotations.NullMarked;
