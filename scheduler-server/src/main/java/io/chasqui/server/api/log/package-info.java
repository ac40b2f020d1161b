/** What the log says of requests. */
@NullMarked
package io.chasqui.server.api.log;

import org.jspecify.annotations.NullMarked;
