/** The benchmarks, one class each. */
@NullMarked
package io.chasqui.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
