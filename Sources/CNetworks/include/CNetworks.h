#ifndef WHEATSTONE_CNETWORKS_H
#define WHEATSTONE_CNETWORKS_H

// What the integration of a network does to all nodes alike, and the products of a dense matrix of
// couplings with their states. Arrays have `count` entries and do not overlap.

// slope = (slope + push) * moves, and place = x + reach * slope.
void wheatstone_stage(
    double *slope, const double *push, const double *moves, const double *x, double *place,
    double reach, long count);

// The fourth slope as above; then x moves by `sixth` of (first + fourth + 2 (second + third)), and
// not below `floor`. `slopes` holds the four, one behind the other.
void wheatstone_finish(
    double *slopes, const double *push, const double *moves, double *x, double sixth, double floor,
    long count);

// Adds what enzymes turn from one species into another: channel c turns x[from[c]] into to[c] by
// V x / ((K + x) (1 + I x[brake[c]])). `places` holds from, to and brake of all channels, one array
// behind the other; `parameters` V, K and I likewise.
void wheatstone_channels(
    const int *places, const double *parameters, long channels, const double *x, double *rates);

// `columns` holds four rows at a time: block b (rows 4 b to 4 b + 3), then column, then row within
// the block; rows beyond `count` are zero.

// y = W x.
void wheatstone_product(const double *columns, long count, const double *x, double *y);

// y = W x and v = W u, in one pass over the matrix.
void wheatstone_products(
    const double *columns, long count, const double *x, double *y, const double *u, double *v);

#endif
