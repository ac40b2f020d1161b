/** Push subscriptions over HTTP. */
@NullMarked
package io.chasqui.server.recipient.push.web;

import org.jspecify.annotations.NullMarked;
