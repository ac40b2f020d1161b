/** Chasqui's own processes, as they are measured. */
@NullMarked
package io.chasqui.benchmarks.product;

import org.jspecify.annotations.NullMarked;
