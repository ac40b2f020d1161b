/** An HTTP peer of SMS, webhooks and push messages that takes everything, or never answers. */
@NullMarked
package io.chasqui.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
