package dev.nightjar.pipelines.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

  private static final String HIDDEN = "*********(redacted)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cannot open jdbc:postgresql://h/db?user=x&password=S3cret&ssl=true"
            + "|cannot open jdbc:postgresql://h/db?user=x&password=#&ssl=true",
        "jdbc:postgresql://h/db?password=S3cret&user=x|jdbc:postgresql://h/db?password=#&user=x",
        "jdbc:postgresql://user:S3cret@h/db: refused|jdbc:postgresql://user:#@h/db: refused",
        "s3a://AKIA:p@ss@bucket/path is not there|s3a://AKIA:#@bucket/path is not there",
        "jdbc:oracle:thin:scott/tiger@//h:1521/db|jdbc:oracle:thin:scott/#@//h:1521/db",
        "jdbc:sqlserver://h:1433;user=x;password=S3cret;encrypt=true"
            + "|jdbc:sqlserver://h:1433;user=x;password=#;encrypt=true",
        "{\"password\": \"S3cret, too\", \"user\": \"x\"}|{\"password\": #, \"user\": \"x\"}",
        "Map(user -> x), fs.s3a.secret.key = S3cret, more|Map(user -> x), fs.s3a.secret.key = #, more",
        "?sv=1&sig=aGVq%3D&accountKey=S3==;x|?sv=1&sig=#&accountKey=#;x",
      })
  void whatIsSecretByItsNameOrPlaceIsHidden(String message, String shown) {
    assertEquals(shown.replace("#", HIDDEN), Secrets.OF_NOBODY.redacted(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source log cannot be read: FATAL: password authentication failed for user \"x\"",
        "hdfs://namenode:8020/user@domain/items.csv is not there; check its path",
        "rank.top-k is 0; set a whole number from 1 to 1000",
        "set spark.nightjar.embed.batch-tokens = 2048, or partitionColumn=keyspace",
        "cannot list http://h:80/a?b=c, key = [3], and 1=1",
        "",
      })
  void whatIsNotSecretStays(String message) {
    assertEquals(message, Secrets.OF_NOBODY.redacted(message));
  }

  @Test
  void valuesOfSecretOptionsAreHiddenWhereverTheyStand() {
    Secrets secrets =
        Secrets.of(
            Settings.of(
                ConfigFactory.parseString(
                    """
                    spark { "spark.hadoop.fs.s3a.secret.key" = wJalr, "spark.ui.port" = 4040 }
                    ingest.sources.log {
                      table = interactions, format = jdbc
                      options { dbtable = log, url = "jdbc:x:y", password = hunter2, apiKey = ab }
                      select { user_id = u, item_id = i, kind = "'view'", at = t }
                    }
                    """)));
    assertEquals(
        "login of x with '" + HIDDEN + "' to log failed, signed " + HIDDEN + " on port 4040",
        secrets.redacted("login of x with 'hunter2' to log failed, signed wJalr on port 4040"));
    assertEquals(
        "hunter22 is another word, and ab too short", // which hiding would make unreadable
        secrets.redacted("hunter22 is another word, and ab too short"));
  }

  @Test
  void namesThatSparkIsToldAreSecretAreSo() {
    Secrets secrets =
        Secrets.of(
            Settings.of(
                ConfigFactory.parseString(
                    "spark { \"spark.redaction.regex\" = \"(?i)shibboleth\" }")));
    assertEquals("shibboleth=" + HIDDEN + " & more", secrets.redacted("shibboleth=x & more"));
  }
}
