#include "CSparse.h"

// Debian's libeigen3-dev; header only.
#include <eigen3/Eigen/SparseCholesky>

#include <exception>
#include <vector>

using Matrix = Eigen::SparseMatrix<double, Eigen::ColMajor, int32_t>;
using Factor = Eigen::SimplicialLDLT<Matrix, Eigen::Lower, Eigen::AMDOrdering<int32_t>>;

struct wheatstone_sparse {
  Matrix matrix;
  Factor factor;
  Eigen::VectorXd work;
};

// No exception may reach Swift: each entry point that can allocate turns it into a result.

wheatstone_sparse *wheatstone_sparse_create(
    int32_t size, int32_t entries, const int32_t *rows, const int32_t *columns, int32_t *slots) {
  wheatstone_sparse *made = nullptr;
  try {
    made = new wheatstone_sparse;
    std::vector<Eigen::Triplet<double, int32_t>> places;
    places.reserve(entries);
    for (int32_t i = 0; i < entries; i++) {
      if (rows[i] < columns[i] || columns[i] < 0 || rows[i] >= size) {
        delete made;
        return nullptr;
      }
      // The entry's number travels as its value, and so tells its slot after sorting.
      places.emplace_back(rows[i], columns[i], double(i));
    }
    made->matrix.resize(size, size);
    made->matrix.setFromTriplets(places.begin(), places.end());
    made->matrix.makeCompressed();
    if (made->matrix.nonZeros() != entries) {
      delete made;
      return nullptr;
    }
    for (int32_t slot = 0; slot < entries; slot++) {
      slots[int32_t(made->matrix.valuePtr()[slot])] = slot;
    }
    made->work.resize(size);
    made->factor.analyzePattern(made->matrix);
    return made;
  } catch (const std::exception &) {
    delete made;
    return nullptr;
  }
}

int32_t wheatstone_sparse_factor(wheatstone_sparse *self, const double *values) {
  try {
    std::copy(values, values + self->matrix.nonZeros(), self->matrix.valuePtr());
    self->factor.factorize(self->matrix);
    if (self->factor.info() != Eigen::Success) return 1;
    const auto &pivots = self->factor.vectorD();
    for (Eigen::Index i = 0; i < pivots.size(); i++) {
      if (!(pivots[i] > 0)) return 1;
    }
    return 0;
  } catch (const std::exception &) {
    return 1;
  }
}

void wheatstone_sparse_solve(wheatstone_sparse *self, const double *right, double *solution) {
  // By hand, because Eigen's own solve makes temporaries.
  const Matrix &lower = self->factor.matrixL().nestedExpression();
  const int32_t *starts = lower.outerIndexPtr();
  const int32_t *rows = lower.innerIndexPtr();
  const double *values = lower.valuePtr();
  const auto &pivots = self->factor.vectorD();
  const auto &order = self->factor.permutationP().indices();
  const int32_t size = int32_t(lower.cols());
  double *x = self->work.data();

  const bool permuted = order.size() == size;
  for (int32_t i = 0; i < size; i++) x[permuted ? order[i] : i] = right[i];
  for (int32_t column = 0; column < size; column++) {
    const double value = x[column];
    if (value == 0) continue;
    for (int32_t k = starts[column]; k < starts[column + 1]; k++) x[rows[k]] -= values[k] * value;
  }
  for (int32_t i = 0; i < size; i++) x[i] /= pivots[i];
  for (int32_t column = size - 1; column >= 0; column--) {
    double even = x[column], odd = 0;
    int32_t k = starts[column];
    for (; k + 1 < starts[column + 1]; k += 2) {
      even -= values[k] * x[rows[k]];
      odd -= values[k + 1] * x[rows[k + 1]];
    }
    if (k < starts[column + 1]) even -= values[k] * x[rows[k]];
    x[column] = even + odd;
  }
  for (int32_t i = 0; i < size; i++) solution[i] = x[permuted ? order[i] : i];
}

int64_t wheatstone_sparse_fill(const wheatstone_sparse *self) {
  return self->factor.matrixL().nestedExpression().nonZeros();
}

void wheatstone_sparse_destroy(wheatstone_sparse *self) { delete self; }
