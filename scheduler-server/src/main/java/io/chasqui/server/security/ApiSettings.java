package io.chasqui.server.security;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The API's limits.
 *
 * @param requestsPerMinute of one key, on all servers together; so many may also come at once, 1 to
 *     100,000,000. A batch is one request.
 */
@Validated
@ConfigurationProperties("chasqui.api")
record ApiSettings(@DefaultValue("100000") @Min(1) @Max(100_000_000) long requestsPerMinute) {}
