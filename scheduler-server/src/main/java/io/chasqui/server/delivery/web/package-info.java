/** Deliveries over HTTP. */
@NullMarked
package io.chasqui.server.delivery.web;

import org.jspecify.annotations.NullMarked;
