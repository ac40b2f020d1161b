/** What server and workers know of SMS: how texts are counted, and the gateways there are. */
@NullMarked
package io.chasqui.delivery.sms;

import org.jspecify.annotations.NullMarked;
