package io.chasqui.server.event;

import io.chasqui.server.event.EventSettings.PublisherName;
import java.util.function.Supplier;

/**
 * A kind of broker. Its package registers one as a bean, and the relay takes those that the
 * settings name.
 *
 * @param name how {@code chasqui.events.publishers} names it
 * @param publisher makes its publisher as the settings want it, or throws {@link
 *     io.chasqui.platform.config.InvalidSetting} when they cannot be right; called once, and only
 *     when the settings name it
 */
public record EventBroker(PublisherName name, Supplier<EventPublisher> publisher) {}
