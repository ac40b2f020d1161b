/** Reports over HTTP. */
@NullMarked
package io.chasqui.server.report.web;

import org.jspecify.annotations.NullMarked;
