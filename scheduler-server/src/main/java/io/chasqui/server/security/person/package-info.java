/** The people who log in. */
@NullMarked
package io.chasqui.server.security.person;

import org.jspecify.annotations.NullMarked;
