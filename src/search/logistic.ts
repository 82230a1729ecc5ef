/** Logistic regression: the weight of each signal and where the sum begins. */
export type LogisticModel<Name extends string = string> = {
  intercept: number;
  weights: Readonly<Record<Name, number>>;
};

export type Example<Name extends string = string> = {
  signals: Readonly<Record<Name, number>>;
  outcome: 0 | 1;
  /** How much the example counts. */
  weight: number;
};

/** The probability of outcome 1. */
export function probability<Name extends string>(
  { intercept, weights }: LogisticModel<Name>,
  signals: Readonly<Record<Name, number>>,
): number {
  let logit = intercept;
  for (const name of Object.keys(weights) as Name[]) logit += weights[name] * signals[name];
  return 1 / (1 + Math.exp(-logit));
}

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

/** The chance that an example with outcome 1 scores above one with outcome 0; ties count a half. */
export function areaUnderCurve(scored: readonly { score: number; outcome: 0 | 1 }[]): number {
  const sorted = scored.toSorted((a, b) => a.score - b.score);
  let [rankSum, positives] = [0, 0];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to++;
    const count = sorted.slice(from, to).filter(({ outcome }) => outcome === 1).length;
    rankSum += (count * (from + to + 1)) / 2;
    positives += count;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (sorted.length - positives));
}
