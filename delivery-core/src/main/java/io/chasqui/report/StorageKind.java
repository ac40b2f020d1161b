package io.chasqui.report;

import java.util.function.Supplier;

/**
 * A kind of storage. Its package registers one as a bean, and the one that the settings name is
 * made.
 *
 * @param type how {@code chasqui.storage.type} names it
 * @param storage makes the storage as the settings want it, or throws {@link
 *     io.chasqui.platform.config.InvalidSetting} when they cannot be right; called once, and only
 *     when the settings name it
 */
public record StorageKind(StorageSettings.Type type, Supplier<ReportStorage> storage) {}
