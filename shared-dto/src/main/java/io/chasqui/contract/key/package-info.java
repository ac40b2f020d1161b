/** API keys over HTTP. */
@NullMarked
package io.chasqui.contract.key;

import org.jspecify.annotations.NullMarked;
