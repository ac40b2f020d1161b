/** Requests that schedule a delivery, and their answers. */
@NullMarked
package io.chasqui.contract.schedule;

import org.jspecify.annotations.NullMarked;
