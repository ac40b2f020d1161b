package io.chasqui.worker.report;

/**
 * A report that was read for sending.
 *
 * @param content the PDF in the form that the channel sends; shared, not to be changed
 * @param sha256 of the PDF, lower-case hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent")
public record Report(byte[] content, String sha256) {}
