/**
 * How people log in and out, and choose a password: before there is anybody to show a console to.
 */
@NullMarked
package io.chasqui.server.console.login;

import org.jspecify.annotations.NullMarked;
