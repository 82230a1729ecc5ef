/** Discord counts from the first second of 2015. */
const DISCORD_EPOCH = 1_420_070_400_000;

/** Makes ids as Discord does, time in the high bits, each greater than the one before. */
export function createSnowflakes(): () => string {
  let last = 0n;
  return () => {
    const fromClock = BigInt(Date.now() - DISCORD_EPOCH) << 22n;
    last = fromClock > last ? fromClock : last + 1n;
    return last.toString();
  };
}
