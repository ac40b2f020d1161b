/** Recipients' webhooks over HTTP. */
@NullMarked
package io.chasqui.server.recipient.webhook.web;

import org.jspecify.annotations.NullMarked;
