/** The processes a benchmark runs with, and what they use. */
@NullMarked
package io.chasqui.benchmarks.bed;

import org.jspecify.annotations.NullMarked;
