/** The audit over HTTP, and who acts over it. */
@NullMarked
package io.chasqui.server.audit.web;

import org.jspecify.annotations.NullMarked;
