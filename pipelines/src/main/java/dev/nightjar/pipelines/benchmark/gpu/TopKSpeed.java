package dev.nightjar.pipelines.benchmark.gpu;

/** How fast the best items were found on a device, and whether they were the best. */
record TopKSpeed(String device, TopKSize size, double pairsPerSecond, TopKAgreement agreement) {}
