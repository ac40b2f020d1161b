/** The queues that a worker process hosts, each with its own consumer. */
@NullMarked
package io.chasqui.worker.queue;

import org.jspecify.annotations.NullMarked;
