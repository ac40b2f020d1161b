/** Keys for the API: who may call it, and for what. */
@NullMarked
package io.chasqui.server.key;

import org.jspecify.annotations.NullMarked;
