package dev.nightjar.pipelines.settings;

import com.typesafe.config.ConfigUtil;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** One place that lists are published to, by the name of its block. */
public sealed interface StoreSettings extends Serializable {

  /** The settings' block of all stores. */
  String BLOCK = "publish.stores";

  /** The word for the store in messages. */
  String name();

  /** How many versions stay for a rollback. */
  int keep();

  /** Where it is, for people: without user and password. */
  String place();

  /** The key of what its block says of the place. */
  String key();

  /** A directory on any Hadoop URI. */
  record Files(String name, String key, String root, int keep) implements StoreSettings {
    @Override
    public String place() {
      return root;
    }

    @Override
    public Optional<Password> password() {
      return Optional.empty();
    }
  }

  /** A Redis server, or any node of a Redis Cluster. */
  record Redis(String name, String url, Login login, PublishSettings.RedisSettings redis)
      implements StoreSettings {
    @Override
    public int keep() {
      return redis.keep();
    }

    @Override
    public String place() {
      return url;
    }

    @Override
    public String key() {
      return keyOf(name) + ".url";
    }

    @Override
    public Optional<Password> password() {
      return login.secret();
    }
  }

  /**
   * A PostgreSQL database.
   *
   * @param reader a role that may read the lists and nothing else, empty for none
   */
  record Postgres(
      String name,
      String url,
      Login login,
      String reader,
      PublishSettings.PostgresSettings postgres,
      int keep)
      implements StoreSettings {
    @Override
    public String place() {
      return url.replaceFirst("\\?.*", "");
    }

    @Override
    public String key() {
      return keyOf(name) + ".url";
    }

    @Override
    public Optional<Password> password() {
      return login.secret();
    }
  }

  /** As whom a server is asked; empty for whom it asks nothing. */
  record Login(String user, Password password) implements Serializable {

    Optional<Password> secret() {
      return Optional.of(password).filter(word -> !word.value().isEmpty());
    }
  }

  /** A secret that no message shows. */
  record Password(String value) implements Serializable {
    @Override
    public String toString() {
      return "*********(redacted)";
    }
  }

  /** What a block is. */
  enum Type {
    FILE,
    REDIS,
    POSTGRES
  }

  /** The password, where the store has one. */
  Optional<Password> password();

  private static String keyOf(String name) {
    return BLOCK + "." + ConfigUtil.joinPath(name);
  }

  /** The store of a setup that names none. */
  static StoreSettings only(String root, int keep) {
    return new Files("files", "publish.root", root, keep);
  }

  static StoreSettings from(SettingsReader in, String name, PublishSettings.Shared shared) {
    String key = keyOf(name);
    return switch (in.choice(key + ".type", Type.class)) {
      case FILE -> new Files(name, key + ".root", in.text(key + ".root"), shared.keep());
      case REDIS ->
          new Redis(
              name,
              address(in, key + ".url", "redis://HOST:PORT or rediss://HOST:PORT", "rediss?://.+"),
              login(in, key),
              shared.redis());
      case POSTGRES ->
          new Postgres(
              name,
              address(
                  in, key + ".url", "jdbc:postgresql://HOST:PORT/DATABASE", "jdbc:postgresql:.+"),
              login(in, key),
              in.optionalText(key + ".reader").orElse(""),
              shared.postgres(),
              shared.keep());
    };
  }

  private static Login login(SettingsReader in, String key) {
    return new Login(
        in.optionalText(key + ".user").orElse(""),
        new Password(in.secret(key + ".password").orElse("")));
  }

  private static String address(SettingsReader in, String key, String wanted, String pattern) {
    String url = in.text(key);
    if (url.matches("(?i).*(?:://[^/?]*@|[?&](?:user|password)=).*")) {
      in.problem(key, "names a user or a password; set the keys user and password beside it");
    } else if (!url.isEmpty() && (!url.matches(pattern) || !isUri(url))) {
      in.problem(key, "is '" + url + "'; set " + wanted);
    }
    return url;
  }

  private static boolean isUri(String url) {
    try {
      return new URI(url.replaceFirst("^jdbc:", "")).getRawSchemeSpecificPart() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
