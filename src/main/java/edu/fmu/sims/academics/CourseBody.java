package edu.fmu.sims.academics;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What may be written of a course.
 *
 * @param program the program's id
 */
public record CourseBody(
    @NotNull @NotBlank @Size(max = 32) String code,
    @NotNull @NotBlank @Size(max = 255) String title,
    @Min(0) @Max(32767) Integer credits,
    @NotNull Long program) {
  private static final int DEFAULT_CREDITS = 3;

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public CourseBody(
      @Nullable String code,
      @Nullable String title,
      @Nullable Integer credits,
      @Nullable Long program) {
    this.code = code;
    this.title = title;
    this.credits = credits == null ? DEFAULT_CREDITS : credits;
    this.program = program;
  }
}
