/** Load and measurements on real processes; see docs/performance.md. */
@NullMarked
package io.chasqui.benchmarks;

import org.jspecify.annotations.NullMarked;
