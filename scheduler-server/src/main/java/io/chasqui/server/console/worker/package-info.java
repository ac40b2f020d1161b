/** Workers, queues, and whom messages go to: how they are, and pauses that people make and end. */
@NullMarked
package io.chasqui.server.console.worker;

import org.jspecify.annotations.NullMarked;
