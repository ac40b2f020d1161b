/** Reports that callers store, and how they go. */
@NullMarked
package io.chasqui.server.report;

import org.jspecify.annotations.NullMarked;
