/** A worker whose channel does nothing: what is left is what a delivery costs without its peer. */
@NullMarked
package io.chasqui.benchmarks.noop;

import org.jspecify.annotations.NullMarked;
