package io.chasqui.jobs;

import io.chasqui.contract.job.EmailJobs;
import java.util.regex.Pattern;

/**
 * Tells our jobs from all others, by the package of the job contracts and not by a list: jobs of
 * contracts and methods that only a newer version knows are left to its workers.
 */
public final class JobContracts {

  private static final String CONTRACT =
      EmailJobs.class.getPackageName().replace(".", "\\.") + "\\.[^.()]+";

  /** Of a signature, for Java and for PostgreSQL. */
  private static final String SIGNATURE = "^" + CONTRACT + "\\.[^.()]+\\([^()]*\\)$";

  /** SQL: {@link #isOurs} of the row {@code job}. */
  public static final String IS_OURS = "job.jobsignature ~ '" + SIGNATURE + "'";

  private static final Pattern CONTRACTS = Pattern.compile(CONTRACT);
  private static final Pattern SIGNATURES = Pattern.compile(SIGNATURE);

  private JobContracts() {}

  /**
   * Whether a method of a job contract has this signature, in this version or in another.
   *
   * @param jobSignature class, method and parameter types, as JobRunr stores them
   */
  public static boolean isOurs(String jobSignature) {
    return SIGNATURES.matcher(jobSignature).matches();
  }

  /** Whether a class is a job contract, in this version or in another. */
  static boolean isContract(String className) {
    return CONTRACTS.matcher(className).matches();
  }
}
