package edu.fmu.sims.documents;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a holder shares.
 *
 * @param shows {@code name}: the name in full; {@code full}: also the registration number and the
 *     file itself
 * @param expiresInHours how long the link opens
 */
public record ShareBody(
    @NotNull @Pattern(regexp = "name|full", message = "Must be one of name, full.") String shows,
    @NotNull @Min(1) @Max(48) Integer expiresInHours) {
  private static final int LONGEST = 48;

  @SuppressWarnings("NullAway") // required fields stay null until validation names them
  public ShareBody(@Nullable String shows, @Nullable Integer expiresInHours) {
    this.shows = shows;
    this.expiresInHours = expiresInHours == null ? LONGEST : expiresInHours;
  }
}
