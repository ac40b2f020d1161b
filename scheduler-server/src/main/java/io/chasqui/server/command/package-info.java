/** What the server's jar does when it is given a command: keys, and people's passwords. */
@NullMarked
package io.chasqui.server.command;

import org.jspecify.annotations.NullMarked;
