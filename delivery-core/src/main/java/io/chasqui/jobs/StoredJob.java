package io.chasqui.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of JobRunr's table of jobs as it is stored, whoever wrote it. */
public record StoredJob(String id, int version, String state, String signature, String json) {

  public static final String COLUMNS = "id, version, state, jobsignature, jobasjson";

  public static StoredJob of(ResultSet row, int number) throws SQLException {
    return new StoredJob(
        row.getString("id"),
        row.getInt("version"),
        row.getString("state"),
        row.getString("jobsignature"),
        row.getString("jobasjson"));
  }
}
