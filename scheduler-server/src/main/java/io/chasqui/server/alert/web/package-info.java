/** Alerts over HTTP. */
@NullMarked
package io.chasqui.server.alert.web;

import org.jspecify.annotations.NullMarked;
