/**
 * What is said when an event happens: types of events and templates, which people write and other
 * people approve. Mailings use the templates too; nothing here knows of notifications.
 */
@MayUse({"api", "audit", "channel", "recipient"})
@NullMarked
package io.chasqui.server.template;

import io.chasqui.server.api.MayUse;
import org.jspecify.annotations.NullMarked;
