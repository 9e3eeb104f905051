package edu.fmu.sims.results;

import edu.fmu.sims.web.Problem;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which results to publish or freeze: one, those of a section, or a set. */
public record ResultSelection(
    @Nullable Long resultId,
    @Nullable Long sectionId,
    @Nullable @Size(min = 1, max = MOST) List<@Nullable Long> resultIds) {
  static final int MOST = 10_000;

  /**
   * Refuses a body that names none, or more than one kind.
   *
   * @throws Problem 400
   */
  ResultSelection checked() {
    long given =
        Stream.<@Nullable Object>of(resultId, sectionId, resultIds)
            .filter(Objects::nonNull)
            .count();
    if (given == 0) {
      throw Problem.field("result_id", "result_id is required, or section_id, or result_ids.");
    }
    if (given > 1) {
      throw Problem.field("result_id", "Give only one of result_id, section_id and result_ids.");
    }
    if (resultIds != null && resultIds.contains(null)) {
      throw Problem.field("result_ids", "Every entry must be the id of a result.");
    }
    return this;
  }

  /** The ids of the set. */
  List<Long> ids() {
    return resultIds == null ? List.of() : resultIds.stream().map(Objects::requireNonNull).toList();
  }
}
