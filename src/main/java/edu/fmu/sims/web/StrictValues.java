package edu.fmu.sims.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates are texts {@code YYYY-MM-DD} of the years 1 to 9999, not the numbers, lists and instants
 * that Jackson takes for dates as well; texts can be stored, wherever in a body they stand.
 */
final class StrictValues extends SimpleModule {
  private static final long serialVersionUID = 1L;

  StrictValues() {
    super("strict-values");
    addDeserializer(LocalDate.class, new Dates());
    addDeserializer(String.class, new Texts());
  }

  private static final class Dates extends StdScalarDeserializer<LocalDate> {
    private static final long serialVersionUID = 1L;
    private static final Pattern FORM = Pattern.compile("(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}");

    Dates() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
      try {
        if (FORM.matcher(text).matches()) {
          return LocalDate.parse(text);
        }
      } catch (DateTimeException e) {
        // told below
      }
      return context.reportInputMismatch(this, "not a date");
    }
  }

  private static final class Texts extends StringDeserializer {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = super.deserialize(parser, context);
      return text == null || Text.isStorable(text)
          ? text
          : context.reportInputMismatch(this, "null characters or broken Unicode");
    }
  }
}
