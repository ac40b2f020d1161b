/** Scheduling over HTTP. */
@NullMarked
package io.chasqui.server.schedule.web;

import org.jspecify.annotations.NullMarked;
