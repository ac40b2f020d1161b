/** What the pages share: an HTTP server for loopback only, answers, HTML and forms. */
@NullMarked
package io.chasqui.quickstart.web;

import org.jspecify.annotations.NullMarked;
