/** Events that are told to people. */
@NullMarked
package io.chasqui.contract.notification;

import org.jspecify.annotations.NullMarked;
