/** Chance, handed in: jitter needs it, and tests must be able to take it away. */

/** A number from 0 (included) to 1 (not included). Not for secrets. */
export const systemRandom = (): number => Math.random()
