package io.chasqui.report;

import io.chasqui.platform.CorrelationId;

/**
 * A report that was read for sending.
 *
 * @param content the PDF; not to be changed
 * @param sha256 of the content, lower-case hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent")
public record Report(CorrelationId correlationId, byte[] content, String sha256) {}
