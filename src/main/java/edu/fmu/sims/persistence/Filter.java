package edu.fmu.sims.persistence;

import edu.fmu.sims.web.Numbers;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** What a filter parameter of a list does to its query. */
@FunctionalInterface
public interface Filter {
  void apply(String parameter, String value, Where where);

  /** What a client may write, for the API document. */
  default Form form() {
    return Form.TEXT;
  }

  /** The forms that values of filters have. */
  enum Form {
    TEXT,
    INTEGER,
    DECIMAL,
    FLAG,
    DATE,
    /** A day or an instant. */
    MOMENT,
    /** An id or a name. */
    ID_OR_NAME
  }

  /** The filter, whose values have that form. */
  static Filter of(Form form, Filter filter) {
    return new Filter() {
      @Override
      public void apply(String parameter, String value, Where where) {
        filter.apply(parameter, value, where);
      }

      @Override
      public Form form() {
        return form;
      }
    };
  }

  /** Equal to the text, as written. */
  static Filter text(String expression) {
    return (parameter, value, where) -> where.and(expression + " = ?", value);
  }

  /** Contains the text, whatever its case. */
  static Filter contains(String expression) {
    return (parameter, value, where) ->
        where.and(expression + " ilike ?", "%" + likeLiteral(value) + "%");
  }

  /** Equal to the number; an id that no record has gives no rows. */
  static Filter number(String expression) {
    return of(
        Form.INTEGER,
        (parameter, value, where) ->
            where.and(expression + " = ?", Numbers.parse(parameter, value)));
  }

  /** A number is taken as the id, other text as the name, whatever its case. */
  static Filter numberOrName(String id, String name) {
    return of(
        Form.ID_OR_NAME,
        (parameter, value, where) -> {
          if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            number(id).apply(parameter, value, where);
          } else {
            where.and("lower(" + name + ") = lower(?)", value);
          }
        });
  }

  /** Equal to the decimal number. */
  static Filter decimal(String expression) {
    return of(
        Form.DECIMAL,
        (parameter, value, where) -> {
          try {
            if (value.length() > 30) {
              throw new NumberFormatException();
            }
            where.and(expression + " = ?", new BigDecimal(value));
          } catch (NumberFormatException e) {
            throw Problem.on(ProblemType.MALFORMED_PARAMETER, parameter, "A number is required.");
          }
        });
  }

  static Filter flag(String expression) {
    return of(
        Form.FLAG,
        (parameter, value, where) ->
            where.and(expression + " = ?", Numbers.parseBoolean(parameter, value)));
  }

  static Filter date(String expression) {
    return of(
        Form.DATE,
        (parameter, value, where) -> where.and(expression + " = ?", day(parameter, value)));
  }

  /** The condition, whose one parameter is the day. */
  static Filter day(String condition) {
    return of(Form.DATE, (parameter, value, where) -> where.and(condition, day(parameter, value)));
  }

  /** On that day in the institution's time zone, or at that instant, or later. */
  static Filter since(String expression, ZoneId zone) {
    return of(
        Form.MOMENT,
        (parameter, value, where) ->
            where.and(
                expression + " >= ?",
                isDay(value)
                    ? day(parameter, value).atStartOfDay(zone).toOffsetDateTime()
                    : instant(parameter, value)));
  }

  /** On that day in the institution's time zone, or at that instant, or earlier. */
  static Filter until(String expression, ZoneId zone) {
    return of(
        Form.MOMENT,
        (parameter, value, where) -> {
          if (isDay(value)) {
            where.and(
                expression + " < ?",
                day(parameter, value).plusDays(1).atStartOfDay(zone).toOffsetDateTime());
          } else {
            where.and(expression + " <= ?", instant(parameter, value));
          }
        });
  }

  private static boolean isDay(String value) {
    return !value.contains("T");
  }

  private static OffsetDateTime instant(String parameter, String value) {
    try {
      // A plus sign that was not escaped arrives as a space.
      OffsetDateTime at = OffsetDateTime.parse(value.replace(' ', '+'));
      if (at.getYear() > 0 && at.getYear() <= 9999) {
        return at;
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    throw Problem.on(
        ProblemType.MALFORMED_PARAMETER,
        parameter,
        "Expected a date as YYYY-MM-DD or an instant as YYYY-MM-DDThh:mm:ssZ.");
  }

  private static LocalDate day(String parameter, String value) {
    try {
      LocalDate day = LocalDate.parse(value);
      if (day.getYear() > 0 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    throw Problem.on(ProblemType.MALFORMED_PARAMETER, parameter, "Expected a date as YYYY-MM-DD.");
  }

  /** The text with the wildcards of {@code like} taken literally. */
  static String likeLiteral(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
