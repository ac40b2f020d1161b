/** Reads reports for attempts, within a bound of memory. */
@NullMarked
package io.chasqui.worker.report;

import org.jspecify.annotations.NullMarked;
