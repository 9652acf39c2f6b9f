// The loops of one kind: KIND names it, TARGET tells the compiler, a vector has LANES numbers, TILE
// and TURNS vectors of sums are held at once; `dot` adds pairs of products.

#define OF(name) NAMED(name, KIND)

typedef int32_t OF(vector) __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int16_t OF(halves) __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
#define VECTOR OF(vector)

TARGET INSIDE VECTOR OF(load)(const void *from) { return *(const VECTOR *)from; }
TARGET INSIDE void OF(store)(void *to, VECTOR value) { *(VECTOR *)to = value; }

TARGET INSIDE VECTOR OF(all)(int32_t value) { return (VECTOR){0} + value; }

#include DOT

// heard 2^10 + rest += sum 2^scale
TARGET INSIDE void OF(fold)(VECTOR *heard, VECTOR *rest, VECTOR sum, int32_t scale) {
  if (scale == 0) {
    const VECTOR whole = *rest + sum;
    *heard += whole >> SHIFT;
    *rest = whole & ((1 << SHIFT) - 1);
  } else {
    const VECTOR part = *rest + ((sum & ((1 << (SHIFT - scale)) - 1)) << scale);
    *heard += (sum >> (SHIFT - scale)) + (part >> SHIFT);
    *rest = part & ((1 << SHIFT) - 1);
  }
}

// What upper and lower bits of all entries come to: two sums where there would be many runs.
TARGET INSIDE void OF(split_sums)(
    VECTOR *fine, VECTOR *coarse, int32_t columns, const int16_t *weights,
    const wheatstone_changes *changes, const int parts) {
  UNROLLED
  for (int part = 0; part < parts; part++) fine[part] = coarse[part] = (VECTOR){0};
  for (int32_t index = 0; index < changes->count; index++) {
    const int16_t *row = weights + 2 * (int64_t)changes->pairs[index] * columns;
    const OF(halves) value = (OF(halves))OF(all)(changes->values[index]);
    const VECTOR lower = (VECTOR)(value & ((1 << FINE) - 1)), upper = (VECTOR)(value >> FINE);
    UNROLLED
    for (int part = 0; part < parts; part++) {
      fine[part] = OF(dot)(fine[part], row + 2 * LANES * part, lower);
      coarse[part] = OF(dot)(coarse[part], row + 2 * LANES * part, upper);
    }
  }
}

// A tile of `parts` vectors of columns, whose sums stay in registers for a run.
TARGET INSIDE void OF(tile)(
    int32_t *heard, int32_t *rest, int32_t columns, const int16_t *weights,
    wheatstone_changes *changes, int32_t scale, const int parts) {
  int32_t index = 0;
  for (int32_t run = 0; run < changes->endCount; run++) {
    const int32_t end = changes->ends[run];
    VECTOR sums[TILE];
    for (int part = 0; part < parts; part++) sums[part] = (VECTOR){0};
    for (; index < end; index++) {
      const int16_t *row = weights + 2 * (int64_t)changes->pairs[index] * columns;
      const VECTOR value = OF(all)(changes->values[index]);
      for (int part = 0; part < parts; part++) {
        sums[part] = OF(dot)(sums[part], row + 2 * LANES * part, value);
      }
    }
    UNROLLED
    for (int part = 0; part < parts; part++) {
      VECTOR whole = OF(load)(heard + LANES * part), less = OF(load)(rest + LANES * part);
      OF(fold)(&whole, &less, sums[part], scale);
      OF(store)(heard + LANES * part, whole);
      OF(store)(rest + LANES * part, less);
    }
  }
}

// Sums of some entries of few columns: four at a time, so that sums need not wait for each other.
TARGET INSIDE void OF(narrow_sums)(
    VECTOR *sums, const int16_t *weights, const wheatstone_changes *changes, int32_t index,
    int32_t end) {
  enum { parts = WHEATSTONE_COLUMNS / LANES, apart = 4 };
  VECTOR inside[apart][parts];
  memset(inside, 0, sizeof inside);
  for (; index + apart <= end; index += apart) {
    for (int next = 0; next < apart; next++) {
      const int16_t *row = weights + 2 * WHEATSTONE_COLUMNS * changes->pairs[index + next];
      const VECTOR value = OF(all)(changes->values[index + next]);
      for (int part = 0; part < parts; part++) {
        inside[next][part] = OF(dot)(inside[next][part], row + 2 * LANES * part, value);
      }
    }
  }
  for (; index < end; index++) {
    const int16_t *row = weights + 2 * WHEATSTONE_COLUMNS * changes->pairs[index];
    const VECTOR value = OF(all)(changes->values[index]);
    for (int part = 0; part < parts; part++) {
      inside[0][part] = OF(dot)(inside[0][part], row + 2 * LANES * part, value);
    }
  }
  for (int part = 0; part < parts; part++) {
    sums[part] = (inside[0][part] + inside[1][part]) + (inside[2][part] + inside[3][part]);
  }
}

// Few columns.
TARGET INSIDE void OF(narrow)(
    int32_t *heard, int32_t *rest, const int16_t *weights, wheatstone_changes *changes,
    int32_t scale) {
  enum { parts = WHEATSTONE_COLUMNS / LANES };
  VECTOR whole[parts], less[parts], sums[parts], coarse[parts];
  for (int part = 0; part < parts; part++) {
    whole[part] = OF(load)(heard + LANES * part);
    less[part] = OF(load)(rest + LANES * part);
  }
  if (changes->endCount != 1 && splits(changes, scale)) {
    OF(split_sums)(sums, coarse, WHEATSTONE_COLUMNS, weights, changes, parts);
    for (int part = 0; part < parts; part++) {
      OF(fold)(&whole[part], &less[part], sums[part], scale);
      OF(fold)(&whole[part], &less[part], coarse[part], scale + FINE);
    }
  } else {
    if (changes->endCount == 0) DIVIDE(changes);
    int32_t index = 0;
    for (int32_t run = 0; run < changes->endCount; run++) {
      OF(narrow_sums)(sums, weights, changes, index, changes->ends[run]);
      index = changes->ends[run];
      for (int part = 0; part < parts; part++) {
        OF(fold)(&whole[part], &less[part], sums[part], scale);
      }
    }
  }
  for (int part = 0; part < parts; part++) {
    OF(store)(heard + LANES * part, whole[part]);
    OF(store)(rest + LANES * part, less[part]);
  }
}

TARGET static void OF(add_products)(
    int32_t *heard, int32_t *rest, int32_t columns, const int16_t *weights,
    wheatstone_changes *changes, int32_t scale) {
  if (columns == WHEATSTONE_COLUMNS) {
    OF(narrow)(heard, rest, weights, changes, scale);
    return;
  }
  if (changes->endCount == 0) DIVIDE(changes);
  int32_t start = 0;
  for (; start + TILE * LANES <= columns; start += TILE * LANES) {
    OF(tile)(heard + start, rest + start, columns, weights + 2 * start, changes, scale, TILE);
  }
  for (; start < columns; start += WHEATSTONE_COLUMNS) {
    OF(tile)(
        heard + start, rest + start, columns, weights + 2 * start, changes, scale,
        WHEATSTONE_COLUMNS / LANES);
  }
}

TARGET static void OF(say_columns)(
    int16_t *restrict said, const int16_t *restrict nudged, const int16_t *restrict free,
    int32_t columns, int32_t stride, int32_t batch, int32_t apart) {
  for (int32_t slot = 0; slot < batch; slot += apart ? 2 : 1) {
    int16_t *row = said + 2 * (int64_t)(apart ? slot / 2 : slot) * columns;
    const int64_t at = (int64_t)slot * stride;
    if (!apart) {
      for (int32_t column = 0; column < columns; column++) {
        row[2 * column] = nudged[at + column];
        row[2 * column + 1] = free[at + column];
      }
    } else if (slot + 1 < batch) {
      for (int32_t column = 0; column < columns; column++) {
        row[2 * column] = (int16_t)(nudged[at + column] - free[at + column]);
        row[2 * column + 1] =
            (int16_t)(nudged[at + stride + column] - free[at + stride + column]);
      }
    } else {
      for (int32_t column = 0; column < columns; column++) {
        row[2 * column] = (int16_t)(nudged[at + column] - free[at + column]);
        row[2 * column + 1] = 0;
      }
    }
  }
}

TARGET INSIDE void OF(run_sums)(
    VECTOR *sums, int32_t columns, const int16_t *said, const wheatstone_changes *list,
    int32_t index, int32_t end, const int parts) {
  UNROLLED
  for (int part = 0; part < parts; part++) sums[part] = (VECTOR){0};
  for (; index < end; index++) {
    const int16_t *row = said + 2 * (int64_t)list->pairs[index] * columns;
    const VECTOR value = OF(all)(list->values[index]);
    UNROLLED
    for (int part = 0; part < parts; part++) {
      sums[part] = OF(dot)(sums[part], row + 2 * LANES * part, value);
    }
  }
}

// The sums of one row, 2^-20.
TARGET INSIDE void OF(row_sums)(
    VECTOR *whole, int32_t columns, const int16_t *said, const wheatstone_changes *list,
    int32_t scale, const int parts) {
  VECTOR inside[TURNS], less[TURNS];
  if (list->endCount == 1) {
    OF(run_sums)(inside, columns, said, list, 0, list->count, parts);
    UNROLLED
    for (int part = 0; part < parts; part++) whole[part] = inside[part] >> (SHIFT - scale);
    return;
  }
  if (list->count == 0) {
    UNROLLED
    for (int part = 0; part < parts; part++) whole[part] = (VECTOR){0};
    return;
  }
  if (list->endCount == 0) {
    OF(split_sums)(inside, whole, columns, said, list, parts);
    const int32_t more = SHIFT - FINE - scale;
    UNROLLED
    for (int part = 0; part < parts; part++) {
      const VECTOR rest = ((whole[part] & ((1 << more) - 1)) << FINE) + inside[part];
      whole[part] = (whole[part] >> more) + (rest >> (SHIFT - scale));
    }
    return;
  }
  UNROLLED
  for (int part = 0; part < parts; part++) whole[part] = less[part] = (VECTOR){0};
  int32_t index = 0;
  for (int32_t run = 0; run < list->endCount; run++) {
    const int32_t end = list->ends[run];
    OF(run_sums)(inside, columns, said, list, index, end, parts);
    index = end;
    UNROLLED
    for (int part = 0; part < parts; part++) {
      OF(fold)(&whole[part], &less[part], inside[part], scale);
    }
  }
}

TARGET INSIDE VECTOR OF(turned)(VECTOR taps, VECTOR sums, wheatstone_rate rate) {
  const VECTOR limit = (VECTOR){0} + rate.limit;
  VECTOR moved = taps + OF(changes)(sums, rate);
  VECTOR beyond = moved > limit;
  moved = (beyond & limit) | (~beyond & moved);
  beyond = moved < -limit;
  return (beyond & -limit) | (~beyond & moved);
}

TARGET INSIDE VECTOR OF(joined)(VECTOR first, VECTOR second) {
  return (((first + (1 << 14)) >> 15) & 0xffff) | (((second + (1 << 14)) << 1) & ~0xffff);
}

// The columns of one vector, or the first `count` of them.
TARGET INSIDE void OF(turn)(
    int32_t *first, int32_t *second, int16_t *weights, VECTOR one, VECTOR two, int32_t count,
    wheatstone_rate rate) {
  VECTOR upper = OF(turned)(OF(load_some)(first, count), one, rate), lower = {0};
  OF(store_some)(first, upper, count);
  if (second) {
    lower = OF(turned)(OF(load_some)(second, count), two, rate);
    OF(store_some)(second, lower, count);
  }
  OF(store_some)(weights, OF(joined)(upper, lower), count);
}

TARGET INSIDE void OF(turn_tile)(
    int32_t *first, int32_t *second, int16_t *weights, wheatstone_changes *lists,
    const int16_t *said, int32_t columns, int32_t count, int32_t scale, wheatstone_rate rate,
    const int parts) {
  VECTOR one[TURNS], two[TURNS];
  OF(row_sums)(one, columns, said, &lists[0], scale, parts);
  OF(row_sums)(two, columns, said, &lists[1], scale, parts);
  if (second && count >= parts * LANES) {
    UNROLLED
    for (int part = 0; part < parts; part++) {
      const int32_t at = part * LANES;
      OF(turn)(first + at, second + at, weights + 2 * at, one[part], two[part], LANES, rate);
    }
    return;
  }
  for (int part = 0; part < parts; part++) {
    const int32_t at = part * LANES, left = count - at;
    int32_t *under = second ? second + at : second;
    if (left >= LANES) {
      OF(turn)(first + at, under, weights + 2 * at, one[part], two[part], LANES, rate);
    } else if (left > 0) {
      OF(turn)(first + at, under, weights + 2 * at, one[part], two[part], left, rate);
    }
  }
}

// No change may be beyond 2^30: then nothing overflows 32 bits.
TARGET static void OF(turn_rows)(
    int32_t *first, int32_t *second, int16_t *weights, wheatstone_changes *lists,
    const int16_t *said, int32_t columns, int32_t count, int32_t scale, wheatstone_rate rate) {
  for (int row = 0; row < 2; row++) {
    if (lists[row].endCount == 0 && !splits(&lists[row], scale)) DIVIDE(&lists[row]);
  }
  int32_t start = 0;
  for (; start + TURNS * LANES <= columns; start += TURNS * LANES) {
    OF(turn_tile)(
        first + start, second ? second + start : second, weights + 2 * start, lists,
        said + 2 * start, columns, count - start, scale, rate, TURNS);
  }
  for (; start < columns; start += LANES) {
    OF(turn_tile)(
        first + start, second ? second + start : second, weights + 2 * start, lists,
        said + 2 * start, columns, count - start, scale, rate, 1);
  }
}

TARGET static void OF(join_rows)(
    int16_t *weights, const int32_t *first, const int32_t *second, int32_t count) {
  for (int32_t at = 0; at < count; at += LANES) {
    const int32_t some = count - at < LANES ? count - at : LANES;
    VECTOR lower = {0};
    if (second) lower = OF(load_some)(second + at, some);
    OF(store_some)(weights + 2 * at, OF(joined)(OF(load_some)(first + at, some), lower), some);
  }
}

// To the nearest of `limit` multiples of 2^(shift - 15) to both sides.
TARGET INSIDE VECTOR OF(nearest)(VECTOR taps, int32_t shift, int32_t limit) {
  const VECTOR most = (VECTOR){0} + limit;
  VECTOR steps = (taps + (1 << (14 + shift))) >> (15 + shift);
  VECTOR beyond = steps > most;
  steps = (beyond & most) | (~beyond & steps);
  beyond = steps < -most;
  return ((beyond & -most) | (~beyond & steps)) * (1 << shift);
}

TARGET static void OF(narrow_rows)(
    int16_t *weights, const int32_t *first, const int32_t *second, int32_t count, int32_t shift,
    int32_t limit) {
  for (int32_t at = 0; at < count; at += LANES) {
    const int32_t some = count - at < LANES ? count - at : LANES;
    const VECTOR upper = OF(nearest)(OF(load_some)(first + at, some), shift, limit);
    VECTOR lower = {0};
    if (second) lower = OF(nearest)(OF(load_some)(second + at, some), shift, limit);
    OF(store_some)(weights + 2 * at, (upper & 0xffff) | lower * (1 << 16), some);
  }
}

#undef VECTOR
#undef OF
