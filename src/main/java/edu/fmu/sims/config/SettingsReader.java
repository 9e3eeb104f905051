package edu.fmu.sims.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads single settings and collects every fault, so that an operator mends all of them at once.
 */
final class SettingsReader {
  private final Map<String, String> settings;
  private final List<String> faults = new ArrayList<>();

  SettingsReader(Map<String, String> settings) {
    this.settings = settings;
  }

  List<String> faults() {
    return faults;
  }

  void fault(String message) {
    faults.add(message);
  }

  /** The value of the first of the names that is set and not blank. */
  String text(String name, String fallback) {
    String value = settings.get(name);
    if (value == null) {
      value = settings.get("DJANGO_" + name);
    }
    return value == null || value.isBlank() ? fallback : value.strip();
  }

  boolean isSet(String name) {
    return !text(name, "").isEmpty();
  }

  boolean flag(String name, boolean fallback) {
    String value = text(name, String.valueOf(fallback)).toLowerCase(Locale.ROOT);
    return switch (value) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> {
        fault(name + " must be True or False, not '" + value + "'");
        yield fallback;
      }
    };
  }

  int number(String name, int fallback, int least, int most) {
    String value = text(name, String.valueOf(fallback));
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    fault(name + " must be a whole number from " + least + " to " + most + ", not '" + value + "'");
    return fallback;
  }

  String oneOf(String name, String fallback, String... allowed) {
    String value = text(name, fallback).toLowerCase(Locale.ROOT);
    if (!Arrays.asList(allowed).contains(value)) {
      fault(name + " must be one of " + String.join(", ", allowed) + ", not '" + value + "'");
      return fallback;
    }
    return value;
  }

  List<String> list(String name, List<String> fallback) {
    String value = text(name, "");
    if (value.isEmpty()) {
      return fallback;
    }
    return Arrays.stream(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  ZoneId zone(String name, String fallback) {
    String value = text(name, fallback);
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      fault(name + " must be a time zone such as Asia/Karachi, not '" + value + "'");
      return ZoneId.of(fallback);
    }
  }
}
