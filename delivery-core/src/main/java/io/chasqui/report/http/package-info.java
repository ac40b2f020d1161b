/** Report storage behind an HTTP service. */
@NullMarked
package io.chasqui.report.http;

import org.jspecify.annotations.NullMarked;
