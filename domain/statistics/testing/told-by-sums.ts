/** A fraction of whole numbers without limit. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const zero: Fraction = { over: 0n, under: 1n };

/**
 * Whether a sum of unknowns follows from others, by exact elimination over the rational numbers: slow, sure, and not how the program does it.
 * @param known sums whose values are known, each as the numbers of its unknowns
 */
export function followsFrom(known: readonly (readonly number[])[], sum: readonly number[]): boolean {
  const rows = new Map<number, Map<number, Fraction>>();
  for (const one of known) {
    const row = reduced(rows, one);
    const lead = leadOf(row);
    if (lead !== undefined) rows.set(lead, row);
  }
  return leadOf(reduced(rows, sum)) === undefined;
}

function reduced(rows: ReadonlyMap<number, ReadonlyMap<number, Fraction>>, sum: readonly number[]): Map<number, Fraction> {
  const row = new Map(sum.map((unknown) => [unknown, { over: 1n, under: 1n }]));
  // What a row adds lies behind its lead.
  for (let lead = leadOf(row, rows); lead !== undefined; lead = leadOf(row, rows)) {
    const [value, pivot] = [row.get(lead) ?? zero, rows.get(lead) ?? new Map<number, Fraction>()];
    const by = divided(value, pivot.get(lead) ?? zero);
    for (const [unknown, part] of pivot) {
      const rest = minus(row.get(unknown) ?? zero, { over: part.over * by.over, under: part.under * by.under });
      if (rest.over === 0n) row.delete(unknown);
      else row.set(unknown, rest);
    }
  }
  return row;
}

/** The first unknown of a row; with rows, the first that one of them leads with. */
function leadOf(row: ReadonlyMap<number, Fraction>, rows?: ReadonlyMap<number, unknown>): number | undefined {
  return [...row.keys()].filter((unknown) => rows?.has(unknown) ?? true).sort((a, b) => a - b)[0];
}

function divided(a: Fraction, b: Fraction): Fraction {
  return lowest(a.over * b.under, a.under * b.over);
}

function minus(a: Fraction, b: Fraction): Fraction {
  return lowest(a.over * b.under - b.over * a.under, a.under * b.under);
}

function lowest(over: bigint, under: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under];
  while (b !== 0n) [a, b] = [b, a % b];
  return { over: over / (a || 1n), under: under / (a || 1n) };
}
