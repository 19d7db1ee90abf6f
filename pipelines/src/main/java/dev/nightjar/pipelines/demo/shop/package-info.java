/**
 * A simulated shop: its catalog, its crowd and what happens night by night. In: sizes and a seed;
 * out: items, shoppers, events and reviews, the same for the same seed.
 */
package dev.nightjar.pipelines.demo.shop;
