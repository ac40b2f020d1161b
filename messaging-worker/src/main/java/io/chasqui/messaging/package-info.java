/**
 * The messaging worker: runs the queues of the channels whose adapters lie in the packages below.
 */
@NullMarked
package io.chasqui.messaging;

import org.jspecify.annotations.NullMarked;
