/** Who gets in: keys on the API, people on every page. */
@NullMarked
package io.chasqui.server.security;

import org.jspecify.annotations.NullMarked;
