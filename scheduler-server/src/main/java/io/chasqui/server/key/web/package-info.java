/** API keys over HTTP. */
@NullMarked
package io.chasqui.server.key.web;

import org.jspecify.annotations.NullMarked;
