/** A stand-in for whoever receives webhooks. */
@NullMarked
package io.chasqui.quickstart.webhook;

import org.jspecify.annotations.NullMarked;
