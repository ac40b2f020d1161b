/**
 * Templates as texts: what may stand in them, and what becomes of them with values (docs/adr/0035).
 * Knows no database and no channel.
 */
@NullMarked
package io.chasqui.server.template.engine;

import org.jspecify.annotations.NullMarked;
