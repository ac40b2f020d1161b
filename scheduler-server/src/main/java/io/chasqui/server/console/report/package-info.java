/** Reports that were stored through this server, and what becomes of them. */
@NullMarked
package io.chasqui.server.console.report;

import org.jspecify.annotations.NullMarked;
