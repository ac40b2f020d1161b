/** Metrics that are looked up in the database, for all processes together. */
@NullMarked
package io.chasqui.server.status.metrics;

import org.jspecify.annotations.NullMarked;
