package dev.nightjar.udfs.embed.model;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * A directory below Java's temporary one that this user alone can write: on a shared host anyone
 * may have made one of that name first, with files of their own in it.
 */
public final class PrivateDirectory {

  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      PosixFilePermissions.fromString("----w--w-");

  private PrivateDirectory() {}

  /**
   * The directory of a name and this user, made where there is none.
   *
   * @throws IOException when what has the name is no directory, another user's, or open to others
   */
  public static Path named(String name) throws IOException {
    Path temporary = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
    Path directory = temporary.resolve(name + "-" + System.getProperty("user.name"));
    try {
      return Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWN));
    } catch (FileAlreadyExistsException e) {
      return checked(directory, thisUser(temporary));
    }
  }

  static Path checked(Path directory, UserPrincipal user) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory()) {
      throw refused(directory, "is no directory");
    }
    if (!found.owner().equals(user)) {
      throw refused(
          directory, "belongs to " + found.owner().getName() + " and not to " + user.getName());
    }
    if (found.permissions().stream().anyMatch(OTHERS_WRITE::contains)) {
      String mode = PosixFilePermissions.toString(found.permissions());
      throw refused(directory, "can be written by other users (" + mode + ")");
    }
    return directory;
  }

  /** Who owns what this process makes; the property {@code user.name} only says so. */
  private static UserPrincipal thisUser(Path temporary) throws IOException {
    Path own = Files.createTempFile(temporary, "nightjar-", ".owner");
    try {
      return Files.getOwner(own);
    } finally {
      Files.delete(own);
    }
  }

  private static IOException refused(Path directory, String what) {
    return new IOException(
        directory
            + " "
            + what
            + ", so its files could be anyone's; remove it, or give Java a directory of your own by"
            + " -Djava.io.tmpdir=DIR");
  }
}
