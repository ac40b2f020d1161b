/**
 * The messaging worker: takes the jobs of the {@code messaging} queue and gives each to a
 * messenger.
 */
@NullMarked
package io.chasqui.messaging;

import org.jspecify.annotations.NullMarked;
