export const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

export const lengthOf = (vector: Float32Array): number => Math.sqrt(dot(vector, vector));
