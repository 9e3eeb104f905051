package edu.fmu.sims.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where settings come from: the process environment, over which system properties named {@code
 * sims.env.NAME} win, so that a launcher can configure an application in its own process. For any
 * NAME, {@code NAME_FILE} may name a file that holds the value (secrets mounted as files).
 */
public final class Environment {
  private static final String PREFIX = "sims.env.";
  private static final String FILE_SUFFIX = "_FILE";

  private Environment() {}

  /** The settings of this process as they stand now. */
  public static Map<String, String> current() {
    Map<String, String> settings = new HashMap<>(System.getenv());
    System.getProperties()
        .forEach(
            (key, value) -> {
              if (key instanceof String name && name.startsWith(PREFIX)) {
                settings.put(name.substring(PREFIX.length()), String.valueOf(value));
              }
            });
    return withFiles(settings);
  }

  private static Map<String, String> withFiles(Map<String, String> settings) {
    Map<String, String> resolved = new HashMap<>(settings);
    settings.forEach(
        (name, file) -> {
          if (!name.endsWith(FILE_SUFFIX) || !SimsConfig.isSetting(withoutSuffix(name))) {
            return;
          }
          try {
            resolved.putIfAbsent(withoutSuffix(name), Files.readString(Path.of(file)).strip());
          } catch (IOException e) {
            throw new ConfigException(name + " names a file that cannot be read: " + file);
          }
        });
    return resolved;
  }

  private static String withoutSuffix(String name) {
    return name.substring(0, name.length() - FILE_SUFFIX.length());
  }
}
