/** Numbers, and how they are shown. */
@NullMarked
package io.chasqui.benchmarks.result;

import org.jspecify.annotations.NullMarked;
