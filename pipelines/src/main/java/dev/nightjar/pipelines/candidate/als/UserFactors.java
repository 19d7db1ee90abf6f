package dev.nightjar.pipelines.candidate.als;

import java.io.Serializable;

/** Makes the factors of a block of users, row by row in one array. */
interface UserFactors extends Serializable {

  float[] of(int block, RatingRows users);
}
