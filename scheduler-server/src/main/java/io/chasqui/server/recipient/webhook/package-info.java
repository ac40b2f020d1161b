/**
 * Where recipients take webhooks. Kept beside the directory and under its versions; what is sent
 * there, and what becomes of it, is the workers'.
 */
@NullMarked
package io.chasqui.server.recipient.webhook;

import org.jspecify.annotations.NullMarked;
