/** Errors as RFC 9457 problem details, in the caller's language. */
@NullMarked
package io.chasqui.server.api.problem;

import org.jspecify.annotations.NullMarked;
