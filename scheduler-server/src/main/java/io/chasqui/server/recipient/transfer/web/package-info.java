/** Imports and exports over HTTP. */
@NullMarked
package io.chasqui.server.recipient.transfer.web;

import org.jspecify.annotations.NullMarked;
