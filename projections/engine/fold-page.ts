// Law: folding a page depends on its facts and the rows before it only, so it does not matter where pages are cut.
import type { Table, TableRow } from '../../read-models/table.js';
import type { Contribution, CounterChange, ReadModel, RecordProjection, Tally } from './projection.js';
import type { StoredFact } from './stored-fact.js';

/** Gives rows as they stood before the page: all ids asked for, null where there is none. */
export type LoadRows = (table: Table, ids: readonly string[]) => Promise<ReadonlyMap<string, TableRow | null>>;

/** The rows that a page changed, by table and id; null for rows to delete. */
export type PageWrites = ReadonlyMap<Table, ReadonlyMap<string, TableRow | null>>;

/** A fact that a read model cannot fold. `index` is its place among the page's facts: those before it are sound. */
export class PoisonFact extends Error {
  override readonly name = 'PoisonFact';
  constructor(
    readonly fact: Pick<StoredFact, 'id' | 'type' | 'stream' | 'revision'>,
    readonly index: number,
    cause: unknown,
  ) {
    super(`${fact.type} ${fact.id} (${fact.stream} at ${fact.revision}): ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Folds a page's facts, in order, onto the rows before it. Throws PoisonFact; what `load` throws passes through. */
export async function foldPage(model: ReadModel, facts: readonly StoredFact[], load: LoadRows): Promise<PageWrites> {
  const writes = new Map<Table, ReadonlyMap<string, TableRow | null>>();
  const counted = new Map<Tally, CounterChange[]>(model.tallies.map((tally) => [tally, []]));
  for (const projection of model.projections) {
    const rows = await foldRecords(projection, facts, load, (before, after, { fact, index }) => {
      for (const [tally, changes] of counted) changes.push(...counterChanges(tally, projection, before, after, fact, index));
    });
    if (rows.size > 0) writes.set(projection.table, rows);
  }
  for (const [tally, changes] of counted) {
    if (changes.length > 0) writes.set(tally.table, await foldTally(tally, changes, load));
  }
  return writes;
}

async function foldRecords(
  projection: RecordProjection,
  facts: readonly StoredFact[],
  load: LoadRows,
  onChange: (before: TableRow | null, after: TableRow | null, step: Step) => void,
): Promise<ReadonlyMap<string, TableRow | null>> {
  const steps = stepsOf(projection, facts);
  const changed = new Map<string, TableRow | null>();
  if (steps.length === 0) return changed;
  const rows = new Map(await load(projection.table, [...new Set(steps.map((step) => step.key))]));
  for (const step of steps) {
    const { fact, index, key } = step;
    guarded(fact, index, () => {
      const before = rows.get(key) ?? null;
      const after = checkedRow(projection, projection.evolve(before, fact, key), key);
      if (after === before) return;
      rows.set(key, after);
      changed.set(key, after);
      onChange(before, after, step);
    });
  }
  return changed;
}

interface Step {
  readonly fact: StoredFact;
  readonly index: number;
  readonly key: string;
}

function stepsOf(projection: RecordProjection, facts: readonly StoredFact[]): readonly Step[] {
  const handles = new Set(projection.handles);
  return facts.flatMap((fact, index) => {
    if (!handles.has(fact.type)) return [];
    return guarded(fact, index, () => projection.keysOf(fact)).map((key) => ({ fact, index, key }));
  });
}

function guarded<T>(fact: StoredFact, index: number, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw new PoisonFact(fact, index, error);
  }
}

function checkedRow(projection: RecordProjection, row: TableRow | null, key: string): TableRow | null {
  if (row !== null && row.id !== key) throw new Error(`the row of ${key} in ${projection.table.name} calls itself ${row.id}`);
  return row;
}

/** The difference that one row's change makes to each group's counters. */
function counterChanges(
  tally: Tally,
  projection: RecordProjection,
  before: TableRow | null,
  after: TableRow | null,
  fact: StoredFact,
  index: number,
): readonly CounterChange[] {
  const groups = new Map<string, Map<string, number>>();
  const known = new Set<string>();
  for (const source of tally.sources) {
    if (source.projection !== projection) continue;
    const taken = before === null ? [] : source.contributions(before);
    for (const { group } of taken) known.add(group);
    count(groups, taken, -1);
    count(groups, after === null ? [] : source.contributions(after), 1);
  }
  return [...groups].flatMap(([group, counters]) => {
    const by = Object.fromEntries([...counters].filter(([, n]) => n !== 0));
    return Object.keys(by).length > 0 || !known.has(group) ? [{ group, by, fact, index }] : [];
  });
}

function count(groups: Map<string, Map<string, number>>, contributions: readonly Contribution[], sign: 1 | -1): void {
  for (const { group, counts } of contributions) {
    const counters = groups.get(group) ?? new Map<string, number>();
    groups.set(group, counters);
    for (const [counter, n] of Object.entries(counts)) counters.set(counter, (counters.get(counter) ?? 0) + sign * n);
  }
}

async function foldTally(tally: Tally, changes: readonly CounterChange[], load: LoadRows): Promise<ReadonlyMap<string, TableRow>> {
  const groups = [...new Set(changes.map((change) => change.group))];
  const totals = await load(tally.table, groups);
  const changed = new Map<string, TableRow>();
  // In the log's order, whichever projection a change came from: the last fact of a total does not depend on page cuts.
  for (const change of [...changes].sort((a, b) => a.index - b.index)) {
    changed.set(change.group, tally.add(changed.get(change.group) ?? totals.get(change.group) ?? null, change));
  }
  return changed;
}
