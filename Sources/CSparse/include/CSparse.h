#ifndef CSPARSE_H
#define CSPARSE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

/// A symmetric positive definite matrix of fixed pattern, its fill-reducing order and its factor.
typedef struct wheatstone_sparse wheatstone_sparse;

/// Analyses a pattern once (approximate minimum degree).
///
/// `rows[i] >= columns[i]`: entries of the lower triangle, in any order, each at most once, the whole
/// diagonal among them. `slots[i]` receives where entry `i` stands in the values given to
/// `wheatstone_sparse_factor`. Returns NULL where memory is short or the pattern is not as described.
wheatstone_sparse *_Nullable wheatstone_sparse_create(
    int32_t size, int32_t entries, const int32_t *rows, const int32_t *columns, int32_t *slots);

/// L D L^T of the matrix with these values, one per entry, ordered by slot. Returns 0, or 1 where a
/// pivot vanished or memory is short; the former factor is lost then.
int32_t wheatstone_sparse_factor(wheatstone_sparse *matrix, const double *values);

/// `solution = A^-1 right`; both of `size` numbers, and may be the same. Allocates nothing. Must
/// follow a successful factorisation.
void wheatstone_sparse_solve(wheatstone_sparse *matrix, const double *right, double *solution);

/// Numbers below the diagonal of the factor.
int64_t wheatstone_sparse_fill(const wheatstone_sparse *matrix);

void wheatstone_sparse_destroy(wheatstone_sparse *matrix);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
