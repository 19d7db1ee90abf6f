package dev.nightjar.pipelines.benchmark.gpu;

/** How many users, items, factors and places of a list. */
record TopKSize(int users, int items, int rank, int k) {

  double pairs() {
    return (double) users * items;
  }
}
