/** Where a person chooses a password. */
@NullMarked
package io.chasqui.server.security.person.web;

import org.jspecify.annotations.NullMarked;
