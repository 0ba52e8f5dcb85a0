// Law: an entity is counted from its line alone: every day from its first to the one asked for, by the rule set of that day.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { assessFromFacts } from '../../../domain/saudization/assess.js';
import type { BandOrNone, NotRatedReason } from '../../../domain/saudization/band.js';
import { countEntityDays } from '../../../domain/saudization/entity-days.js';
import type { Method } from '../../../domain/saudization/method.js';
import type { RuleSet } from '../../../domain/saudization/rule-set.js';
import { workerSchema, type Worker } from '../../../domain/saudization/worker.js';
import { workerWeights } from '../../../domain/saudization/worker-weights.js';
import { isoDate } from '../../../domain/standards/calendar.js';
import { parseStrictJson } from '../../../domain/standards/strict-json.js';
import { UsageError } from '../exit-codes.js';
import { lineFault } from './case-line.js';

const span = z.strictObject({ from: isoDate, to: isoDate.nullable() });

/** An entity of an owner who has no other. */
const entityLine = z.strictObject({
  entity: z.string().min(1).max(200),
  activity: z.string().regex(/^\d{1,6}$/, { error: 'must be the code of a Nitaqat activity, like 430' }),
  asOf: isoDate,
  establishments: z.array(z.strictObject({ id: z.string().min(1).max(200), opened: isoDate })),
  mowaamah: z.array(span),
  workers: z.array(workerSchema),
});

/** An entity's day, its workers' weights without their ends. */
export interface CountedEntity {
  readonly entity: string;
  readonly x: number;
  readonly saudis: number;
  readonly expats: number;
  readonly ratio: number | null;
  readonly method: Method;
  readonly band: BandOrNone;
  readonly reason?: NotRatedReason;
  readonly workers: readonly { readonly ref: string; readonly weight: number; readonly rule: string }[];
}

/** Lines hold whole entities: much longer arrays than a request may bring. */
const LIMITS = { depth: 20, arrayLength: 1_000_000, stringLength: 10_000 };

/** Counts the entities of a file of JSON lines, one after the other. Throws UsageError naming line and field. */
export async function* countEntities(rules: RuleSet, file: string): AsyncGenerator<CountedEntity> {
  const input = createReadStream(file);
  const opened = new Promise<void>((resolve, reject) => input.once('open', () => resolve()).once('error', reject));
  await opened.catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new UsageError(`${file}: there is no such file`) : error;
  });
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      line += 1;
      const json = line === 1 ? text.replace(/^\uFEFF/, '') : text;
      if (json.trim() !== '') yield countEntity(rules, json, (fault) => new UsageError(`${file}: line ${line}: ${fault}`));
    }
  } finally {
    input.destroy();
  }
}

function countEntity(rules: RuleSet, text: string, fault: (what: string) => UsageError): CountedEntity {
  const json = parseStrictJson(text, LIMITS);
  if (!json.ok) throw fault(`${json.problem.pointer}: ${json.problem.message}`);
  const parsed = entityLine.safeParse(json.value);
  if (!parsed.success) throw fault(lineFault(parsed.error));
  const { entity, activity, asOf, establishments, mowaamah, workers } = parsed.data;
  const twice = overlapping(workers);
  if (twice !== undefined) throw fault(`workers/${twice}/from: ${workers[twice]?.ref ?? ''} already works there then`);
  const opened = establishments.map((one) => one.opened);
  const days = countEntityDays(rules, { activity, opened, mowaamah, workers });
  const { x, saudis, expats, ratio, method, rating } = assessFromFacts(rules, { activity, days, oldest: [...opened].sort()[0] ?? null }, asOf);
  return {
    entity,
    x,
    saudis,
    expats,
    ratio,
    method,
    band: rating.band,
    ...(rating.band === 'NOT_RATED' ? { reason: rating.reason } : {}),
    workers: workerWeights(rules, activity, workers, asOf, days.at(asOf)).map(({ ref, weight, rule }) => ({ ref, weight, rule })),
  };
}

/** Index of a worker whose days overlap others of the same reference. */
function overlapping(workers: readonly Worker[]): number | undefined {
  const sorted = workers.map((worker, index) => ({ worker, index })).sort((a, b) => (a.worker.ref < b.worker.ref ? -1 : a.worker.ref > b.worker.ref ? 1 : a.worker.from < b.worker.from ? -1 : 1));
  return sorted.find(({ worker }, n) => {
    const before = sorted[n - 1]?.worker;
    return before?.ref === worker.ref && (before.to === null || before.to >= worker.from);
  })?.index;
}
