/** What a worker looks after beside its jobs: lost ones, lost workers, old rows. */
@NullMarked
package io.chasqui.worker.maintenance;

import org.jspecify.annotations.NullMarked;
