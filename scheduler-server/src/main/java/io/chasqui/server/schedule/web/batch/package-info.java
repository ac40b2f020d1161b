/** Many requests in one body, streamed in both directions. */
@NullMarked
package io.chasqui.server.schedule.web.batch;

import org.jspecify.annotations.NullMarked;
