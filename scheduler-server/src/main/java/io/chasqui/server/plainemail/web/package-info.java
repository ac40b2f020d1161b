/** Plain e-mails over HTTP. */
@NullMarked
package io.chasqui.server.plainemail.web;

import org.jspecify.annotations.NullMarked;
