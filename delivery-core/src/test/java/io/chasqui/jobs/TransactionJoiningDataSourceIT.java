package io.chasqui.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

class TransactionJoiningDataSourceIT {

  private final TestDatabase database = TestDatabase.fresh();
  private final DataSource plain = database.dataSource();
  private final DataSource joining = new TransactionJoiningDataSource(plain);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(plain));

  @BeforeEach
  void createTable() throws SQLException {
    insertWith("CREATE TABLE written (line text)");
  }

  @Test
  void commitsByItselfOutsideATransaction() throws SQLException {
    insertWith("INSERT INTO written VALUES ('alone')");

    assertThat(lines()).isOne();
  }

  @Test
  void isRolledBackWithTheCallersTransaction() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      insert("INSERT INTO written VALUES ('with the caller')");
                      throw new IllegalStateException("the caller fails");
                    }))
        .hasMessage("the caller fails");

    assertThat(lines()).isZero();
  }

  @Test
  void doesNotCommitTheCallersHalfDoneWork() {
    transaction.executeWithoutResult(
        status -> {
          insert("INSERT INTO written VALUES ('with the caller')");

          assertThat(lines()).as("seen by others").isZero();
        });

    assertThat(lines()).isOne();
  }

  @Test
  void aRollbackInsideDoomsTheCallersTransactionLoudly() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      insert("INSERT INTO written VALUES ('with the caller')");
                      try (Connection connection = joining.getConnection()) {
                        connection.rollback();
                      } catch (SQLException e) {
                        throw new IllegalStateException(e);
                      }
                    }))
        .isInstanceOf(UnexpectedRollbackException.class);

    assertThat(lines()).isZero();
  }

  private void insert(String sql) {
    try {
      insertWith(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As JobRunr writes: a connection of its own, a commit of its own. */
  private void insertWith(String sql) throws SQLException {
    try (Connection connection = joining.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private int lines() {
    return database.jdbc().sql("SELECT count(*) FROM written").query(Integer.class).single();
  }
}
