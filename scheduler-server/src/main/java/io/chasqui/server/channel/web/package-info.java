/** Channels over HTTP. */
@NullMarked
package io.chasqui.server.channel.web;

import org.jspecify.annotations.NullMarked;
