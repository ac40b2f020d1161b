/** Charts, drawn on the server. */
@NullMarked
package io.chasqui.server.console.chart;

import org.jspecify.annotations.NullMarked;
