/** Alerts over HTTP. */
@NullMarked
package io.chasqui.server.status.alert.web;

import org.jspecify.annotations.NullMarked;
