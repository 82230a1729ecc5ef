/** Logistic regression: the weight of each signal and where the sum begins. */
export type LogisticModel<Name extends string = string> = {
  intercept: number;
  weights: Readonly<Record<Name, number>>;
};

/** The probability of outcome 1. */
export function probability<Name extends string>(
  { intercept, weights }: LogisticModel<Name>,
  signals: Readonly<Record<NoInfer<Name>, number>>,
): number {
  let logit = intercept;
  for (const name of Object.keys(weights) as Name[]) logit += weights[name] * signals[name];
  return 1 / (1 + Math.exp(-logit));
}
