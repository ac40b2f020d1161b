/** Notifications over HTTP, in English and in Spanish. */
@NullMarked
package io.chasqui.server.notification.web;

import org.jspecify.annotations.NullMarked;
