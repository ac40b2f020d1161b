/** The OpenAPI document. */
@NullMarked
package io.chasqui.server.openapi;

import org.jspecify.annotations.NullMarked;
