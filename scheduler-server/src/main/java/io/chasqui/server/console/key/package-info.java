/** Keys of the API: who has which, making and revoking them. */
@NullMarked
package io.chasqui.server.console.key;

import org.jspecify.annotations.NullMarked;
