/**
 * Traces: which request a piece of work belongs to, in any process. The context is always carried;
 * spans are recorded where a collector is configured.
 */
@NullMarked
package io.chasqui.platform.trace;

import org.jspecify.annotations.NullMarked;
