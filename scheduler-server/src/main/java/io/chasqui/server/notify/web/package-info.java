/** Plain e-mails over HTTP. */
@NullMarked
package io.chasqui.server.notify.web;

import org.jspecify.annotations.NullMarked;
