/** The desk at which people decide what nobody knows: whether a message has arrived. */
@NullMarked
package io.chasqui.server.console.uncertain;

import org.jspecify.annotations.NullMarked;
