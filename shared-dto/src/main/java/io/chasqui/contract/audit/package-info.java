/** The audit over HTTP. */
@NullMarked
package io.chasqui.contract.audit;

import org.jspecify.annotations.NullMarked;
