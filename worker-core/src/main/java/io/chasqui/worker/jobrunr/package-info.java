/** The seam to JobRunr: a worker's server, its storage and what it does with jobs. */
@NullMarked
package io.chasqui.worker.jobrunr;

import org.jspecify.annotations.NullMarked;
