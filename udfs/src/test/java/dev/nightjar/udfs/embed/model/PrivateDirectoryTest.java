package dev.nightjar.udfs.embed.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {

  private static final String TEMPORARY = "java.io.tmpdir";

  private final String before = System.getProperty(TEMPORARY);
  private final Path temporary;
  private final Path directory;

  PrivateDirectoryTest(@TempDir Path temporary) {
    this.temporary = temporary;
    this.directory = temporary.resolve("things-" + System.getProperty("user.name"));
  }

  @BeforeEach
  void lookElsewhere() {
    System.setProperty(TEMPORARY, temporary.toString());
  }

  @AfterEach
  void lookAsBefore() {
    System.setProperty(TEMPORARY, before);
  }

  @Test
  void itIsMadeForThisUserAloneAndFoundAgainWithWhatIsInIt() throws IOException {
    assertEquals(directory, PrivateDirectory.named("things"));
    assertEquals("rwx------", mode());
    Files.writeString(directory.resolve("kept"), "kept");
    assertEquals(directory, PrivateDirectory.named("things"));
    assertEquals("kept", Files.readString(directory.resolve("kept")));
    try (Stream<Path> all = Files.list(temporary)) {
      assertEquals(List.of(directory), all.toList());
    }
  }

  @Test
  void oneThatOthersCanReadButNotWriteIsUsed() throws IOException {
    make("rwxr-xr-x");
    assertEquals(directory, PrivateDirectory.named("things"));
  }

  @Test
  void oneThatOthersCanWriteIsRefused() throws IOException {
    for (String mode : List.of("rwxrwxr-x", "rwxr-xrwx")) {
      make(mode);
      assertRefused("can be written by other users (" + mode + ")");
      Files.delete(directory);
    }
  }

  @Test
  void aLinkIsRefusedWhereverItPoints(@TempDir Path own) throws IOException {
    Files.createSymbolicLink(directory, own);
    assertRefused("is no directory");
  }

  @Test
  void oneOfAnotherUserIsRefused() throws IOException {
    make("rwx------");
    UserPrincipal me = Files.getOwner(directory);
    UserPrincipal other =
        directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("4242");
    IOException error =
        assertThrows(IOException.class, () -> PrivateDirectory.checked(directory, other));
    assertEquals(
        message("belongs to " + me.getName() + " and not to " + other.getName()),
        error.getMessage());
  }

  private void assertRefused(String what) {
    IOException error = assertThrows(IOException.class, () -> PrivateDirectory.named("things"));
    assertEquals(message(what), error.getMessage());
  }

  private String message(String what) {
    return directory
        + " "
        + what
        + ", so its files could be anyone's; remove it, or give Java a directory of your own by"
        + " -Djava.io.tmpdir=DIR";
  }

  private void make(String mode) throws IOException {
    Files.createDirectory(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
  }

  private String mode() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
  }
}
