package edu.fmu.sims.cli;

import edu.fmu.sims.config.SimsConfig;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** What every command needs from outside. */
record CommandContext(
    Supplier<Map<String, String>> environment, Clock clock, Supplier<Prompt> prompt) {

  SimsConfig config() {
    return SimsConfig.from(environment.get());
  }

  /** The first of the settings that is set; empty for none. */
  String setting(String... names) {
    Map<String, String> settings = environment.get();
    for (String name : names) {
      String value = settings.getOrDefault(name, "");
      if (!value.isBlank()) {
        return value;
      }
    }
    return "";
  }
}
