package io.chasqui.worker.report;

import org.jspecify.annotations.Nullable;

/**
 * A report that was read for sending.
 *
 * @param content the PDF in the form that the channel sends; shared, not to be changed
 * @param sha256 of the PDF, lower-case hexadecimal; null when the channel needs none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Report(byte[] content, @Nullable String sha256) {}
