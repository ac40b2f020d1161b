package io.chasqui.report.s3;

import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.report.StorageSettings;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where reports are, as the settings say it, checked.
 *
 * @param endpoint null: Amazon's own, of the region
 * @param pathStyle whether the name of the bucket is in the path, and not in the name of the host
 * @param prefix what all keys begin with; may be empty
 */
record Bucket(
    String name, String region, @Nullable URI endpoint, boolean pathStyle, String prefix) {

  static final String NAME_KEY = "chasqui.storage.s3.bucket";
  static final String REGION_KEY = "chasqui.storage.s3.region";
  static final String ENDPOINT_KEY = "chasqui.storage.s3.endpoint";
  static final String PREFIX_KEY = "chasqui.storage.s3.prefix";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");
  private static final Pattern REGION =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  /** Folders with names, none of them "." or "..", then what the last part begins with. */
  private static final Pattern PREFIX =
      Pattern.compile("(?=.{0,512}$)((?!\\.{1,2}/)[A-Za-z0-9._-]+/)*[A-Za-z0-9._-]*");

  /**
   * @throws InvalidSetting when one of them cannot be
   */
  static Bucket of(StorageSettings.S3 settings) {
    URI endpoint = endpoint(settings.endpoint());
    Boolean pathStyle = settings.pathStyle();
    return new Bucket(
        name(settings.bucket()),
        region(settings.region().strip()),
        endpoint,
        pathStyle == null ? endpoint != null : pathStyle,
        prefix(settings.prefix().strip()));
  }

  String key(CorrelationId id) {
    return prefix + id.value();
  }

  /** No report's key, however it is named: a correlation id has no slash. */
  String asideKey(CorrelationId id) {
    return prefix + ".leaving/" + id.value();
  }

  /** Where requests go to; with the bucket's name before the host, unless in path style. */
  URI address() {
    return Objects.requireNonNullElseGet(
        endpoint, () -> URI.create("https://s3." + region + ".amazonaws.com"));
  }

  private static String name(@Nullable String name) {
    if (name == null || name.isBlank()) {
      throw new InvalidSetting(
          NAME_KEY,
          "is not set, and chasqui.storage.type is s3.",
          "Name the bucket that holds the reports. It must exist: none is made.");
    }
    if (!NAME.matcher(name.strip()).matches()) {
      throw new InvalidSetting(
          NAME_KEY,
          "is not the name of a bucket.",
          "It has 3 to 63 letters, digits, dots, dashes and underscores; folders in it are named by"
              + " "
              + PREFIX_KEY
              + ".");
    }
    return name.strip();
  }

  private static String region(String region) {
    if (!REGION.matcher(region).matches()) {
      throw new InvalidSetting(
          REGION_KEY,
          "is not the name of a region.",
          "Name the bucket's region, e.g. eu-central-1. Other stores than Amazon's mostly take"
              + " us-east-1, the default.");
    }
    return region;
  }

  private static @Nullable URI endpoint(@Nullable URI endpoint) {
    if (endpoint == null || endpoint.toString().isEmpty()) {
      return null;
    }
    if (endpoint.getHost() == null || !String.valueOf(endpoint.getScheme()).matches("https?")) {
      throw noEndpoint("is no http(s) address.");
    }
    if (endpoint.getUserInfo() != null) {
      throw noEndpoint("holds a user.");
    }
    if (endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
      throw noEndpoint("holds a query or a fragment.");
    }
    return endpoint;
  }

  private static InvalidSetting noEndpoint(String problem) {
    return new InvalidSetting(
        ENDPOINT_KEY,
        problem,
        "Name the store's address without bucket and key, e.g. https://minio.example.com:9000;"
            + " leave it out for Amazon S3.");
  }

  private static String prefix(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new InvalidSetting(
          PREFIX_KEY,
          "cannot begin the key of an object.",
          "Leave it out, or give folders such as reports/2026/: letters, digits, dots, dashes and"
              + " underscores, each folder ending in /, none before the first, none named . or ..");
    }
    return prefix;
  }
}
