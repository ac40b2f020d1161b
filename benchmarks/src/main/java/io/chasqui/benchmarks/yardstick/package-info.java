/** What Chasqui is compared with. */
@NullMarked
package io.chasqui.benchmarks.yardstick;

import org.jspecify.annotations.NullMarked;
