/** What the log says of requests. */
@NullMarked
package io.chasqui.server.requestlog;

import org.jspecify.annotations.NullMarked;
