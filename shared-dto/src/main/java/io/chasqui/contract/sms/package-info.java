/** What the API tells about SMS. */
@NullMarked
package io.chasqui.contract.sms;

import org.jspecify.annotations.NullMarked;
