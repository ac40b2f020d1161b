package io.chasqui.server.api.request;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large bodies of requests about deliveries may be; the name is that of the first of them.
 *
 * @param maxRequestSize the largest body of a scheduling request, and the largest item of a batch;
 *     into the default all fields at their longest fit, however they are escaped. See
 *     docs/limits.md
 */
@ConfigurationProperties("chasqui.schedule")
public record BodySettings(@DefaultValue("640KB") DataSize maxRequestSize) {}
