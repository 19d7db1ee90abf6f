package dev.nightjar.pipelines.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test an empty {@link RedisProcess} of its own; without the program it is skipped. */
public final class RedisExtension implements ParameterResolver, AfterEachCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RedisExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RedisProcess.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    assumeTrue(RedisProcess.isInstalled(), "no redis-server; apt-get install redis-server");
    RedisProcess server = RedisProcess.start();
    context.getStore(NAMESPACE).put("server", server);
    return server;
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    RedisProcess server = context.getStore(NAMESPACE).remove("server", RedisProcess.class);
    if (server != null) {
      server.close();
    }
  }
}
