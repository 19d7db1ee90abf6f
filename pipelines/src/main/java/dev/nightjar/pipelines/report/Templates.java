package dev.nightjar.pipelines.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Fills the templates among the resources; every value is escaped for HTML. */
public final class Templates {

  private static final Configuration CONFIGURATION = configuration();

  private Templates() {}

  /** The page that a template makes of a model; {@code show} formats figures there. */
  public static String fill(String template, Map<String, Object> model) {
    StringWriter page = new StringWriter();
    try {
      CONFIGURATION.getTemplate(template).process(model, page);
    } catch (TemplateException e) {
      throw new IllegalStateException("template " + template + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("template " + template + " cannot be read from the jar", e);
    }
    return page.toString();
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(Templates.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    try {
      configuration.setSharedVariable("show", new Figures());
    } catch (TemplateException e) {
      throw new IllegalStateException("the template engine refuses the formats of figures", e);
    }
    return configuration;
  }
}
