import type { LogisticModel } from "../search/logistic.ts";

export type Example<Name extends string = string> = {
  signals: Readonly<Record<Name, number>>;
  outcome: 0 | 1;
  /** How much the example counts. */
  weight: number;
};

/** Newton's method has converged on every data set tried after half of these. */
const STEPS = 20;

/**
 * Fits by Newton's method with a ridge penalty (½ · ridge · Σ weight²; the intercept is free). Deterministic.
 * @param names the signals to use, in order
 */
export function fitLogistic<Name extends string>(
  examples: readonly Example<Name>[],
  names: readonly Name[],
  ridge: number,
): LogisticModel<Name> {
  const size = names.length + 1;
  let beta = new Array<number>(size).fill(0);
  const rows = examples.map(({ signals, outcome, weight }) => ({
    x: [1, ...names.map((name) => signals[name])],
    outcome,
    weight,
  }));
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Array<number>(size).fill(0);
    const hessian = gradient.map(() => new Array<number>(size).fill(0));
    for (const { x, outcome, weight } of rows) {
      const p = 1 / (1 + Math.exp(-dot(x, beta)));
      for (let i = 0; i < size; i++) {
        gradient[i] = at(gradient, i) + weight * (outcome - p) * at(x, i);
        const row = hessian[i] as number[];
        for (let j = 0; j < size; j++) row[j] = at(row, j) + weight * p * (1 - p) * at(x, i) * at(x, j);
      }
    }
    for (let i = 1; i < size; i++) {
      gradient[i] = at(gradient, i) - ridge * at(beta, i);
      const row = hessian[i] as number[];
      row[i] = at(row, i) + ridge;
    }
    const change = solve(hessian, gradient);
    beta = beta.map((value, i) => value + at(change, i));
  }
  const weights = Object.fromEntries(names.map((name, i) => [name, at(beta, i + 1)])) as Record<Name, number>;
  return { intercept: at(beta, 0), weights };
}

/** Gaussian elimination with partial pivoting. The matrix of a ridge fit is positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, at(right, i)]);
  const n = rows.length;
  const cell = (i: number, j: number) => at(rows[i] as number[], j);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(cell(r, i)) > Math.abs(cell(pivot, i))) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot] as number[], rows[i] as number[]];
    for (let r = i + 1; r < n; r++) {
      const factor = cell(r, i) / cell(i, i);
      rows[r] = (rows[r] as number[]).map((value, j) => value - factor * cell(i, j));
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let rest = cell(i, n);
    for (let j = i + 1; j < n; j++) rest -= cell(i, j) * at(x, j);
    x[i] = rest / cell(i, i);
  }
  return x;
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * at(b, i), 0);
const at = (array: readonly number[], i: number) => array[i] as number;
