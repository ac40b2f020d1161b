/** Health over HTTP. */
@NullMarked
package io.chasqui.server.status.health.web;

import org.jspecify.annotations.NullMarked;
