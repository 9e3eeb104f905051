package edu.fmu.sims.academics;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What may be written of a program. */
public record ProgramBody(@NotNull @NotBlank @Size(max = 128) String name) {}
