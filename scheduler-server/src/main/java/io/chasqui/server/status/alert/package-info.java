/** Alerts: what a person should know of, told once when it begins and once when it is over. */
@NullMarked
package io.chasqui.server.status.alert;

import org.jspecify.annotations.NullMarked;
