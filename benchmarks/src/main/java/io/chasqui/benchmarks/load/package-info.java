/** Clients of the API that use as little of the machine as they can. */
@NullMarked
package io.chasqui.benchmarks.load;

import org.jspecify.annotations.NullMarked;
