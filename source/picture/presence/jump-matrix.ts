/**
 * Square matrices over statuses, row by row in one array: `rates[i * size + j]` is how often who is in `i` goes to `j`, per
 * ms; the diagonal holds minus the sum of its row.
 */
export type Matrix = Float64Array;

/** A step this small share of the shortest stay is exact enough with two terms of the exponential's series. */
const SMALL_STEP = 0.03;

/**
 * Chance of being in `j` after `ms` for who is in `i` now, whatever lay between: the exponential of the rates, by scaling
 * and squaring (Moler and Van Loan, SIAM Review 45(1), 2003, method 3).
 */
export function jumpMatrix(rates: Matrix, size: number, ms: number): Matrix {
  let fastest = 0;
  for (let i = 0; i < size; i += 1) fastest = Math.max(fastest, -(rates[i * size + i] ?? 0));
  const halvings = Math.max(0, Math.ceil(Math.log2((ms * fastest) / SMALL_STEP)));
  const step = rates.map(rate => rate * (ms / 2 ** halvings));
  let result: Matrix = multiply(step, step, size).map((square, index) => (step[index] ?? 0) + square / 2);
  for (let i = 0; i < size; i += 1) result[i * size + i] = 1 + (result[i * size + i] ?? 0);
  for (let squaring = 0; squaring < halvings; squaring += 1) result = multiply(result, result, size);
  return result;
}

function multiply(left: Matrix, right: Matrix, size: number): Matrix {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) {
      const factor = left[i * size + k] ?? 0;
      if (factor === 0) continue;
      for (let j = 0; j < size; j += 1) {
        const place = i * size + j;
        product[place] = (product[place] ?? 0) + factor * (right[k * size + j] ?? 0);
      }
    }
  }
  return product;
}
