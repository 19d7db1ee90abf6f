package dev.nightjar.pipelines.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server on the loopback interface, and once cuts the connection when
 * the server has done what the client asked and before the client is told.
 */
public final class CuttingProxy implements AutoCloseable {

  private final ServerSocket socket;
  private final int server;
  private final String marker;
  private final AtomicInteger cuts = new AtomicInteger();

  private CuttingProxy(ServerSocket socket, int server, String marker) {
    this.socket = socket;
    this.server = server;
    this.marker = marker;
  }

  /** Cuts the first question that has a marker in it. */
  public static CuttingProxy before(int server, String marker) throws IOException {
    CuttingProxy proxy =
        new CuttingProxy(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), server, marker);
    start(proxy::accept);
    return proxy;
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** How often it cut. */
  public int cuts() {
    return cuts.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        Link link = new Link(client, behind);
        start(link::ask);
        start(link::answer);
      } catch (IOException e) {
        // Closed, or the server is gone.
      }
    }
  }

  /** One connection. */
  private final class Link {
    private final Socket client;
    private final Socket behind;
    private volatile boolean doomed;

    Link(Socket client, Socket behind) {
      this.client = client;
      this.behind = behind;
    }

    void ask() {
      try (InputStream in = client.getInputStream();
          OutputStream out = behind.getOutputStream()) {
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          String asked = new String(Arrays.copyOf(buffer, n), StandardCharsets.ISO_8859_1);
          if (asked.contains(marker) && cuts.compareAndSet(0, 1)) {
            doomed = true;
          }
          out.write(buffer, 0, n);
        }
      } catch (IOException e) {
        // Cut.
      }
    }

    void answer() {
      try (client;
          behind;
          InputStream in = behind.getInputStream();
          OutputStream out = client.getOutputStream()) {
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0 && !doomed; n = in.read(buffer)) {
          out.write(buffer, 0, n);
        }
      } catch (IOException e) {
        // Cut.
      }
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
