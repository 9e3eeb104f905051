package edu.fmu.sims.letters;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A new version of a template.
 *
 * @param type the letter's name: {@code bonafide}, {@code noc}, or another one
 * @param title printed above the letter
 * @param body its words, paragraphs apart by an empty line; {@code {{name}}}, {@code {{reg_no}}},
 *     {@code {{program}}}, {@code {{status}}}, {@code {{name_ur}}}, {@code {{institution}}}, {@code
 *     {{date}}} and {@code {{purpose}}} are replaced
 */
public record LetterTemplateBody(
    @NotNull
        @Pattern(
            regexp = "[a-z][a-z0-9_]{0,31}",
            message = "Use small letters, digits and underscores, 32 at most.")
        @Pattern(
            regexp = "(?!(transcript|provisional_transcript|letter)$).*",
            message = "This name is taken by another kind of document.")
        String type,
    @NotBlank @Size(max = 80) String title,
    @NotBlank @Size(max = 4000) String body) {

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public LetterTemplateBody(@Nullable String type, @Nullable String title, @Nullable String body) {
    this.type = type;
    this.title = title == null ? null : title.strip();
    this.body = body == null ? null : body.strip();
  }
}
