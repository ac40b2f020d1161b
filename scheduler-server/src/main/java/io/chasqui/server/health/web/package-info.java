/** Health over HTTP. */
@NullMarked
package io.chasqui.server.health.web;

import org.jspecify.annotations.NullMarked;
