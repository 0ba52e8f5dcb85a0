// Law: a vector that every equation takes to zero shows what the equations leave open: a sum of unknowns is told by them only where it is zero there too.

/** Sums are taken modulo this prime: two of its remainders multiply without loss in 31 bits. */
export const PRIME = 46_337;

/**
 * Some vector of remainders that each of the sums of unknowns takes to zero, drawn evenly from all such; the same for the same seed.
 * A sum that the others tell is zero at each; any other one is zero at one of PRIME.
 * @param sums each the numbers of the unknowns that it adds up
 */
export function openVector(sums: readonly (readonly number[])[], unknowns: number, seed: number): Int32Array {
  const pivots = eliminate(sums, unknowns);
  const vector = new Int32Array(unknowns);
  const next = chance(seed);
  // From the last unknown to the first: each that no row leads with is free, the others follow from those behind them.
  for (let unknown = unknowns - 1; unknown >= 0; unknown -= 1) {
    const row = pivots[unknown];
    vector[unknown] = row === undefined ? next() : negative(valueBehind(row, vector, unknown));
  }
  return vector;
}

/** Rows by their leading unknown, which each has once; what is before it is zero. */
function eliminate(sums: readonly (readonly number[])[], unknowns: number): (Int32Array | undefined)[] {
  const pivots: (Int32Array | undefined)[] = new Array<Int32Array | undefined>(unknowns).fill(undefined);
  for (const sum of [...sums].sort((a, b) => a.length - b.length)) {
    const row = new Int32Array(unknowns);
    for (const unknown of sum) row[unknown] = 1;
    for (let unknown = 0; unknown < unknowns; unknown += 1) {
      const lead = row[unknown] ?? 0;
      if (lead === 0) continue;
      const pivot = pivots[unknown];
      if (pivot === undefined) {
        pivots[unknown] = scaled(row, inverse(lead), unknown);
        break;
      }
      for (let n = unknown; n < unknowns; n += 1) {
        const by = pivot[n] ?? 0;
        if (by !== 0) row[n] = ((row[n] ?? 0) + (PRIME - lead) * by) % PRIME;
      }
    }
  }
  return pivots;
}

function scaled(row: Int32Array, by: number, from: number): Int32Array {
  for (let n = from; n < row.length; n += 1) row[n] = ((row[n] ?? 0) * by) % PRIME;
  return row;
}

function valueBehind(row: Int32Array, vector: Int32Array, lead: number): number {
  let sum = 0;
  for (let n = lead + 1; n < row.length; n += 1) sum = (sum + (row[n] ?? 0) * (vector[n] ?? 0)) % PRIME;
  return sum;
}

function negative(value: number): number {
  return (PRIME - value) % PRIME;
}

/** By Fermat: its power of two less than the prime. */
function inverse(value: number): number {
  let [result, base] = [1, value];
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}

/** Remainders in a row that looks like chance and is the same each time (Park–Miller). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state % PRIME;
  };
}
