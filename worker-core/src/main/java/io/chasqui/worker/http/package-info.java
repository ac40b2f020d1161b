/** For channels that hand messages over by one HTTP request, and how far that request has come. */
@NullMarked
package io.chasqui.worker.http;

import org.jspecify.annotations.NullMarked;
