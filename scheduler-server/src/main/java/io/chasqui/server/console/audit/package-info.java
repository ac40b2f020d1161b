/** The audit, to be read: who did what. */
@NullMarked
package io.chasqui.server.console.audit;

import org.jspecify.annotations.NullMarked;
