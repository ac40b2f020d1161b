/** Keeps in the database what must not be read there: others' secrets, encrypted. */
@NullMarked
package io.chasqui.platform.secret;

import org.jspecify.annotations.NullMarked;
