package edu.fmu.sims.academics;

import com.fasterxml.jackson.databind.JsonNode;
import edu.fmu.sims.web.Numbers;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What may be written of a section.
 *
 * @param course the course's id
 * @param term the term's name
 * @param teacher a user's id, as number or text; any other text is the teacher's name, as older
 *     clients write it
 */
public record SectionBody(
    @NotNull Long course,
    @NotNull @NotBlank String term,
    @Nullable JsonNode teacher,
    @Size(max = 128) String teacherName,
    @Min(0) @Max(32767) Integer capacity) {
  private static final int DEFAULT_CAPACITY = 30;
  private static final int LONGEST_NAME = 128;

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public SectionBody(
      @Nullable Long course,
      @Nullable String term,
      @Nullable JsonNode teacher,
      @Nullable String teacherName,
      @Nullable Integer capacity) {
    this.course = course;
    this.term = term;
    this.teacher = teacher;
    this.teacherName = teacherName == null ? "" : teacherName;
    this.capacity = capacity == null ? DEFAULT_CAPACITY : capacity;
  }

  /**
   * The teacher's user id, if the client names a user.
   *
   * @throws Problem 400 when it is neither an id nor a name
   */
  @Nullable Long teacherId() {
    if (teacher == null || teacher.isNull() || isName()) {
      return null;
    }
    if (teacher.isIntegralNumber() && teacher.canConvertToLong()) {
      return teacher.longValue();
    }
    if (teacher.isTextual()) {
      return teacher.textValue().isBlank()
          ? null
          : (Long) Numbers.parse("teacher", teacher.textValue().strip());
    }
    throw Problem.field("teacher", "A user's id, a name, or null is required.");
  }

  /** The teacher's name as it will be kept. */
  String writtenTeacherName() {
    if (teacher == null || !isName()) {
      return teacherName;
    }
    String name = teacher.textValue().strip();
    if (name.length() > LONGEST_NAME || !Text.isStorable(name)) {
      throw Problem.field("teacher", "A name may have 128 characters at most.");
    }
    return name;
  }

  private boolean isName() {
    return teacher != null
        && teacher.isTextual()
        && !teacher.textValue().isBlank()
        && !teacher.textValue().strip().matches("[0-9]+");
  }
}
