package dev.nightjar.pipelines.array;

/** Finds the place of a number in an array: a hash table with open addressing. */
public final class Places {
  private static final int GOLDEN = 0x9E3779B9;

  private final int[] numbers;
  private final int[] slots;
  private final int shift;

  /** Of numbers that stay as they are; one that comes twice has its first place. */
  public Places(int[] numbers) {
    this.numbers = numbers;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, 2 * numbers.length));
    this.slots = new int[1 << bits];
    this.shift = Integer.SIZE - bits;
    for (int place = 0; place < numbers.length; place++) {
      int slot = slot(numbers[place]);
      while (slots[slot] != 0) {
        slot = next(slot);
      }
      slots[slot] = place + 1;
    }
  }

  /** From 0; -1 where the number is none of them. */
  public int of(int number) {
    for (int slot = slot(number); slots[slot] != 0; slot = next(slot)) {
      if (numbers[slots[slot] - 1] == number) {
        return slots[slot] - 1;
      }
    }
    return -1;
  }

  private int slot(int number) {
    return (number * GOLDEN) >>> shift;
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }
}
