/** What all operations have in common in how they read a request. */
@NullMarked
package io.chasqui.server.api.request;

import org.jspecify.annotations.NullMarked;
