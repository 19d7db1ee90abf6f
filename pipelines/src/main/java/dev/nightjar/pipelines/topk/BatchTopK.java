package dev.nightjar.pipelines.topk;

import dev.nightjar.pipelines.array.Places;
import dev.nightjar.udfs.vector.BlockProduct;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Top-K of a batch of users, exact unless the items are pruned: room of one task.
 *
 * <p>A block of items at a time is multiplied with all users, and of its products only groups are
 * looked at whose largest reaches the user's threshold. Products are estimates, whose last bits are
 * the machine's; {@link TopItems} orders what comes near by {@link ItemVectors#score}, so that a
 * list is the same everywhere and whatever users are beside.
 */
public final class BatchTopK {
  /** Users a batch; with a block of items their products take half a MiB. */
  public static final int USERS = 256;

  /** Room for rounding in a bound of a score by lengths. */
  private static final double ROOM = 1 + 1e-3;

  private static final int[] NOTHING = {};

  private final ItemVectors items;
  private final int k;
  private final float floor;
  private final double longest;
  private final BlockProduct product;
  private final float[] maxima = new float[BlockProduct.GROUPS];

  /**
   * Room for lists.
   *
   * @param k most items of one
   * @param floor a score that items must exceed
   */
  public BatchTopK(ItemVectors items, int k, float floor) {
    this.items = items;
    this.k = k;
    this.floor = floor;
    this.longest = items.longest();
    this.product = new BlockProduct(USERS, items.dimension());
  }

  /** A user of the batch, while the blocks of items go by, of which pruned ones are looked at. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Asked(
      float[] vector, Places leftOut, double length, TopItems best, BitSet blocks) {}

  /**
   * The lists of up to {@link #USERS} users.
   *
   * @param ids what errors call them
   * @param users their vectors
   * @param leftOut per user the items that are not listed, ascending; null where there are none
   */
  public TopList[] lists(int[] ids, float[][] users, int[][] leftOut) {
    if (users.length > USERS || ids.length != users.length || leftOut.length != users.length) {
      throw new IllegalArgumentException(
          "%d users, %d vectors and %d lists of items to leave out; give one each, up to %d"
              .formatted(ids.length, users.length, leftOut.length, USERS));
    }
    Asked[] all = new Asked[users.length];
    for (int u = 0; u < all.length; u++) {
      all[u] = asked(ids[u], users[u], leftOut[u] == null ? NOTHING : leftOut[u]);
    }
    if (items.isPruned()) {
      lookAtSome(all);
    } else {
      lookAtAll(all);
    }
    return Arrays.stream(all).map(asked -> asked.best().toList()).toArray(TopList[]::new);
  }

  private void lookAtAll(Asked[] users) {
    Asked[] active = users;
    load(active);
    for (int block = 0; block < items.blocks(); block++) {
      Asked[] reaching = reaching(active, items.length(block));
      if (reaching.length == 0) {
        break;
      }
      if (reaching.length < active.length) {
        active = reaching;
        load(active);
      }
      look(active, block);
    }
  }

  private void lookAtSome(Asked[] users) {
    for (int block = 0; block < items.blocks(); block++) {
      int now = block;
      Asked[] looking =
          Arrays.stream(users).filter(user -> user.blocks().get(now)).toArray(Asked[]::new);
      Asked[] reaching = reaching(looking, items.length(block));
      if (reaching.length > 0) {
        load(reaching);
        look(reaching, block);
      }
    }
  }

  private void look(Asked[] active, int block) {
    multiply(active.length, block);
    for (int a = 0; a < active.length; a++) {
      select(active[a], a, block);
    }
  }

  private Asked asked(int id, float[] user, int[] leftOut) {
    double length = ItemVectors.length(user, items.dimension(), "user " + id);
    double error = BlockProduct.error(items.dimension(), length * longest);
    TopItems best = TopItems.estimated(floor, k, error, item -> items.score(user, item));
    BitSet blocks = items.isPruned() ? items.seen(user, (long) k + leftOut.length) : new BitSet();
    return new Asked(user, new Places(leftOut), length, best, blocks);
  }

  /** The users in whose lists an item of this length may stand. */
  private Asked[] reaching(Asked[] active, float itemLength) {
    return Arrays.stream(active)
        .filter(
            asked -> {
              double most = asked.length() * itemLength * ROOM;
              return most > floor && most >= asked.best().threshold();
            })
        .toArray(Asked[]::new);
  }

  private void load(Asked[] active) {
    for (int a = 0; a < active.length; a++) {
      product.query(a, active[a].vector());
    }
  }

  private void multiply(int users, int block) {
    for (int place = 0; place < items.size(block); place++) {
      product.vector(place, items.values(), items.item(block, place) * items.dimension());
    }
    product.multiply(users);
  }

  private void select(Asked asked, int row, int block) {
    product.maxima(row, maxima);
    float threshold = asked.best().threshold();
    for (int group = 0; group < maxima.length; group++) {
      if (maxima[group] >= threshold) {
        offer(asked, row, block, group);
        threshold = asked.best().threshold();
      }
    }
  }

  private void offer(Asked asked, int row, int block, int group) {
    TopItems best = asked.best();
    for (int place = group; place < items.size(block); place += BlockProduct.GROUPS) {
      float estimate = product.product(row, place);
      if (estimate >= best.threshold()) {
        int item = items.item(block, place);
        if (asked.leftOut().of(item) < 0) {
          best.offer(item, estimate);
        }
      }
    }
  }

  /** Multiplies the users with every item and keeps nothing: the cost without selection. */
  public float multiplyOnly(float[][] users) {
    for (int u = 0; u < users.length; u++) {
      product.query(u, users[u]);
    }
    float check = 0;
    for (int block = 0; block < items.blocks(); block++) {
      multiply(users.length, block);
      check += product.product(0, 0);
    }
    return check;
  }
}
