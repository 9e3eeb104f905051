package edu.fmu.sims.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole numbers and flags are taken in the forms that older clients send, and no others. */
class RecordReaderTest {
  private final RecordReader reader = new RecordReader();

  record Form(@Nullable Integer credits, @Nullable Long course, @Nullable Boolean present) {}

  record Row(@Nullable @Max(100) Integer share) {}

  record Table(@Nullable List<@Max(9) Long> ids, @Nullable List<@Valid Row> rows) {}

  private Form read(String field, String json) throws JsonProcessingException {
    ObjectNode body = (ObjectNode) Json.MAPPER.readTree("{\"" + field + "\": " + json + "}");
    return reader.read(body, Form.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "4.0", "4.00", "\"4\"", "\" 4.0 \""})
  void aWholeNumber(String json) throws JsonProcessingException {
    assertThat(read("credits", json).credits()).isEqualTo(4);
    assertThat(read("course", json).course()).isEqualTo(4L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"4.5", "4.01", "\"4.\"", "\"four\"", "true", "[4]", "{}", "1e2", "99999999999.0"})
  void noWholeNumber(String json) {
    assertThatThrownBy(() -> read("credits", json))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("credits: A valid integer is required.");
  }

  @ParameterizedTest
  @CsvSource({
    "true, true", "1, true", "'\"true\"', true", "'\"1\"', true", "'\"Yes\"', true",
    "false, false", "0, false", "'\"FALSE\"', false", "'\"0\"', false", "'\"no\"', false"
  })
  void aFlag(String json, boolean meant) throws JsonProcessingException {
    assertThat(read("present", json).present()).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "-1", "0.5", "\"maybe\"", "[]", "{}", "[true]"})
  void noFlag(String json) {
    assertThatThrownBy(() -> read("present", json))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("present: Must be true or false.");
  }

  @Test
  void nullClears() throws JsonProcessingException {
    assertThat(read("present", "null").present()).isNull();
    assertThat(read("credits", "null").credits()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "ids, '[1, \"x\"]', '[1]: A valid integer is required.'",
    "ids, '\"x\"', Expected a list.",
    "ids, '[1, 10]', '[1]: '",
    "rows, '[{}, {\"share\": \"x\"}]', '[1].share: A valid integer is required.'",
    "rows, '[{}, {\"share\": 101}]', '[1].share: '"
  })
  void aPartOfAFieldIsNamedInItsMessage(String field, String json, String message)
      throws JsonProcessingException {
    ObjectNode body = (ObjectNode) Json.MAPPER.readTree("{\"" + field + "\": " + json + "}");
    assertThatThrownBy(() -> reader.read(body, Table.class))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.details()).containsOnlyKeys(field);
              assertThat(String.valueOf(problem.details().get(field))).startsWith("[" + message);
            });
  }
}
