package io.chasqui.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A row of JobRunr's table of jobs as it is stored, whoever wrote it.
 *
 * @param id also the id of its delivery, unless somebody else wrote the row
 * @param version counts the changes of the row, from 1 on
 * @param state as JobRunr names it
 * @param signature class, method and parameter types of what is to be called
 * @param json the whole job, as JobRunr writes it; it may be broken
 */
public record StoredJob(String id, int version, String state, String signature, String json) {

  public static final String COLUMNS = "id, version, state, jobsignature, jobasjson";

  /**
   * A row that has the columns {@link #COLUMNS}.
   *
   * @throws SQLException when it lacks one
   */
  public static StoredJob of(ResultSet row, int number) throws SQLException {
    return new StoredJob(
        row.getString("id"),
        row.getInt("version"),
        row.getString("state"),
        row.getString("jobsignature"),
        row.getString("jobasjson"));
  }
}
