/**
 * Faults as tests: the real processes are killed, frozen and cut off, and an oracle compares what
 * was accepted, what the journal says and what the peers have seen.
 */
@NullMarked
package io.chasqui.quickstart.faults;

import org.jspecify.annotations.NullMarked;
