/** E-mail: the settings, the message and one attempt at sending it. */
@NullMarked
package io.chasqui.email;

import org.jspecify.annotations.NullMarked;
