/** Messages of all channels but e-mail: what they say, who gets them, and what arrived of them. */
@NullMarked
package io.chasqui.benchmarks.message;

import org.jspecify.annotations.NullMarked;
