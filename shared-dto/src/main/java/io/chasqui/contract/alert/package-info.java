/** Alerts over HTTP. */
@NullMarked
package io.chasqui.contract.alert;

import org.jspecify.annotations.NullMarked;
