package edu.fmu.sims.config;

import java.util.List;

/** The settings cannot be used; the message lists every fault, a line each, for the operator. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(List<String> faults) {
    super(String.join("\n", faults));
  }

  public ConfigException(String fault) {
    this(List.of(fault));
  }
}
