package io.chasqui.server.security;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The API's limits.
 *
 * @param requestsPerMinute requests of one key a minute, to all servers together; so many may come
 *     at once, and a batch is one. 1 to 100,000,000
 */
@Validated
@ConfigurationProperties("chasqui.api")
record ApiSettings(@DefaultValue("100000") @Min(1) @Max(100_000_000) long requestsPerMinute) {}
