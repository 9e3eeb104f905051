package edu.fmu.sims.results;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A request to correct a published grade.
 *
 * @param reason why; whoever decides, and the history, need to know
 */
public record ChangeBody(
    @NotNull Long resultId,
    @NotNull @NotBlank @Size(max = 8) String newGrade,
    @NotNull @NotBlank @Size(max = 2000) String reason) {}
