package dev.nightjar.pipelines.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Parts of a stage at the same time. */
final class TogetherTest {

  @Test
  void partsRunAtTheSameTimeAndTheirResultsKeepTheirOrder() {
    CountDownLatch both = new CountDownLatch(2);

    List<String> results =
        Together.all(
            List.of(
                () -> {
                  meet(both);
                  return "first";
                },
                () -> {
                  meet(both);
                  return "second";
                }));

    assertEquals(List.of("first", "second"), results);
  }

  @Test
  void theFirstFailureInOrderIsThrownWhenAllHaveEnded() {
    AtomicInteger ended = new AtomicInteger();
    CountDownLatch last = new CountDownLatch(1);

    var e =
        assertThrows(
            IllegalStateException.class,
            () ->
                Together.run(
                    () -> {
                      meet(last);
                      ended.incrementAndGet();
                    },
                    () -> fail(last, "the second"),
                    () -> fail(last, "the third"),
                    ended::incrementAndGet));

    assertEquals("the second", e.getMessage());
    assertEquals(2, ended.get());
  }

  @Test
  void closingWaitsForPartsThatNobodyAskedFor() {
    AtomicInteger ended = new AtomicInteger();
    try (Together together = new Together()) {
      Supplier<Integer> first = together.start(ended::incrementAndGet);
      together.start(ended::incrementAndGet);
      assertTrue(first.get() > 0);
    }
    assertEquals(2, ended.get());
  }

  private static void fail(CountDownLatch last, String message) {
    last.countDown();
    throw new IllegalStateException(message);
  }

  private static void meet(CountDownLatch latch) {
    latch.countDown();
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
