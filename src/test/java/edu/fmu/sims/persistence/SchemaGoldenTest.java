package edu.fmu.sims.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The schema that all migrations make together, so that a review sees what a migration changes. To
 * take over a wanted change: {@code mvn test -Dtest=SchemaGoldenTest -Dgolden.write=true}.
 */
class SchemaGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/schema.sql");

  @AutoClose private static final TestDatabase database = TestDatabase.create();

  @Test
  void theSchemaIsTheReviewedOne() throws SQLException, IOException {
    String schema = describe();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN, schema);
    }
    assertThat(schema)
        .as("the schema differs from %s; see this class on how to take it over", GOLDEN)
        .isEqualTo(Files.readString(GOLDEN));
  }

  private static String describe() throws SQLException, IOException {
    StringBuilder text = new StringBuilder();
    try (InputStream queries = SchemaGoldenTest.class.getResourceAsStream("/describe-schema.sql");
        Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement()) {
      String sql = new String(queries.readAllBytes(), StandardCharsets.UTF_8);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          text.append(rows.getString(1)).append('\n');
        }
      }
    }
    return text.toString();
  }
}
