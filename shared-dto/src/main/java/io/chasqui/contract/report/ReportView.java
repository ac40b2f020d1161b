package io.chasqui.contract.report;

/**
 * A stored report.
 *
 * @param correlationId names the report
 * @param size in bytes
 * @param sha256 lower-case hexadecimal
 */
public record ReportView(String correlationId, long size, String sha256) {}
