#include "CNetworks.h"

#include <string.h>

#include "processors.h"

typedef double four __attribute__((vector_size(32)));

INSIDE void load(four *value, const double *from) { memcpy(value, from, sizeof *value); }

INSIDE void store(const four *value, double *to, long count) {
  if (count >= 4) {
    memcpy(to, value, sizeof *value);
  } else {
    for (long lane = 0; lane < count; lane++) to[lane] = (*value)[lane];
  }
}

// `blocks` blocks of rows at a time, each with a sum of its own: one sum would wait for itself.
INSIDE void some_rows(
    const double *columns, long count, const double *x, double *y, long rows, const int blocks) {
  four sums[4] = {{0}, {0}, {0}, {0}};
  for (long column = 0; column < count; column++) {
    four state = {x[column], x[column], x[column], x[column]};
    for (int block = 0; block < blocks; block++) {
      four weights;
      load(&weights, columns + 4 * (block * count + column));
      sums[block] += weights * state;
    }
  }
  for (int block = 0; block < blocks; block++) store(&sums[block], y + 4 * block, rows - 4 * block);
}

EVERY_PROCESSOR
void wheatstone_product(const double *columns, long count, const double *x, double *y) {
  long row = 0;
  for (; row + 12 < count; row += 16) {
    some_rows(columns + row * count, count, x, y + row, count - row, 4);
  }
  if (row + 8 < count) {
    some_rows(columns + row * count, count, x, y + row, count - row, 3);
  } else if (row + 4 < count) {
    some_rows(columns + row * count, count, x, y + row, count - row, 2);
  } else if (row < count) {
    some_rows(columns + row * count, count, x, y + row, count - row, 1);
  }
}

// Two products: half as many blocks, for twice as many sums.
INSIDE void some_rows_twice(
    const double *columns, long count, const double *x, double *y, const double *u, double *v,
    long rows, const int blocks) {
  four sums[2] = {{0}, {0}}, others[2] = {{0}, {0}};
  for (long column = 0; column < count; column++) {
    four first = {x[column], x[column], x[column], x[column]};
    four second = {u[column], u[column], u[column], u[column]};
    for (int block = 0; block < blocks; block++) {
      four weights;
      load(&weights, columns + 4 * (block * count + column));
      sums[block] += weights * first;
      others[block] += weights * second;
    }
  }
  for (int block = 0; block < blocks; block++) {
    store(&sums[block], y + 4 * block, rows - 4 * block);
    store(&others[block], v + 4 * block, rows - 4 * block);
  }
}

EVERY_PROCESSOR
void wheatstone_products(
    const double *columns, long count, const double *x, double *y, const double *u, double *v) {
  long row = 0;
  for (; row + 4 < count; row += 8) {
    some_rows_twice(columns + row * count, count, x, y + row, u, v + row, count - row, 2);
  }
  if (row < count) {
    some_rows_twice(columns + row * count, count, x, y + row, u, v + row, count - row, 1);
  }
}
