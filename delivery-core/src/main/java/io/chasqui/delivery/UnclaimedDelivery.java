package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.platform.CorrelationId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a delivery could not be claimed.
 *
 * @param correlationId ties what belongs together in logs and events
 * @param channel the way that it takes
 * @param status its state now
 * @param dueAt when it is to be looked at next
 * @param isDue whether that time has come, by the database's clock
 * @param isExpired whether its deadline has passed, by the database's clock
 * @param attempt the newest attempt's number
 * @param failedAttempts attempts that failed and count towards giving up
 * @param onUnknown what is done when an attempt was cut off after the last byte
 * @param wasUnknownBefore whether an ended attempt was of unknown outcome
 * @param hasReport whether it carries one
 * @param pausedUntil until when its provider is paused; null: it is not
 * @param pauseLeft for how long it still is, by the database's clock; zero: it is not
 * @param pauseReason why the provider is paused
 * @param refusal why it may not be sent now; null: it may
 * @param judgedAt the database's time
 * @param quietTime when whoever gets it is not to be disturbed; null: nobody said
 */
public record UnclaimedDelivery(
    CorrelationId correlationId,
    Channel channel,
    DeliveryStatus status,
    Instant dueAt,
    boolean isDue,
    boolean isExpired,
    int attempt,
    int failedAttempts,
    OnUnknown onUnknown,
    boolean wasUnknownBefore,
    boolean hasReport,
    @Nullable Instant pausedUntil,
    Duration pauseLeft,
    @Nullable String pauseReason,
    @Nullable Refusal refusal,
    Instant judgedAt,
    @Nullable QuietTime quietTime) {}
