/** All that a channel knows of the worker it runs in: it offers a {@code ChannelAdapter}. */
@NullMarked
package io.chasqui.worker;

import org.jspecify.annotations.NullMarked;
