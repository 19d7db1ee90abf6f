package dev.nightjar.pipelines.settings.choice;

/** What to do with items that the user has touched before. */
public enum Repeat {
  /** Never recommend them again. */
  EXCLUDE,
  /** Let them compete with the others. */
  ALLOW,
  /** Recommend nothing else, for shops where people buy the same things again. */
  ONLY
}
