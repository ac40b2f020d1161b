/** Who may log in, who did, and who is logged in. */
@NullMarked
package io.chasqui.server.console.person;

import org.jspecify.annotations.NullMarked;
