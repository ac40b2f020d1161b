package io.chasqui.email;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * One of several SMTP servers, {@code chasqui.email.relay.<name>}. What is unset is as {@code
 * chasqui.email.*} has it.
 *
 * @param host the SMTP server
 * @param port its port
 * @param username log-in name
 * @param password the log-in's password; with one of its own a relay uses no OAuth 2
 * @param tls as {@code chasqui.email.tls}
 * @param poolSize open connections to this server of one process, 1 to 1000
 */
public record RelaySettings(
    @Nullable String host,
    @Min(value = 1, message = "must be a port, 1 to 65535")
        @Max(value = 65535, message = "must be a port, 1 to 65535")
        @Nullable Integer port,
    @Nullable String username,
    @Nullable String password,
    @Nullable Tls tls,
    @Min(value = 1, message = "must be 1 to 1000 connections")
        @Max(value = 1000, message = "must be 1 to 1000 connections")
        @Nullable Integer poolSize) {

  /** Without secrets. */
  @Override
  public String toString() {
    return "RelaySettings[host=" + host + ", port=" + port + ", tls=" + tls + "]";
  }
}
