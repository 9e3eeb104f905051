package edu.fmu.sims.jobs;

/** How urgent a job is. A lower one waits behind a higher one, but only for so long. */
public enum Priority {
  HIGH(1),
  NORMAL(5),
  LOW(9);

  private final int level;

  Priority(int level) {
    this.level = level;
  }

  /** The number in the database; lower is more urgent. */
  int level() {
    return level;
  }

  static Priority of(int level) {
    return switch (level) {
      case 1 -> HIGH;
      case 9 -> LOW;
      default -> NORMAL;
    };
  }
}
