/** A stand-in for an SMS gateway. */
@NullMarked
package io.chasqui.quickstart.sms;

import org.jspecify.annotations.NullMarked;
