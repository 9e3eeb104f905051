package edu.fmu.sims.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import edu.fmu.sims.web.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads columns as the types of {@code java.time} and as values that may be null. */
public final class Rows {
  private Rows() {}

  /** An instant that is never null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(instantOrNull(row, column), column);
  }

  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /** A date that is never null. */
  public static LocalDate date(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(dateOrNull(row, column), column);
  }

  public static @Nullable LocalDate dateOrNull(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }

  /** A column of JSON that is never null. */
  public static JsonNode json(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(jsonOrNull(row, column), column);
  }

  public static @Nullable JsonNode jsonOrNull(ResultSet row, String column) throws SQLException {
    try {
      String text = row.getString(column);
      return text == null ? null : Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database gave no JSON", e);
    }
  }

  public static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
