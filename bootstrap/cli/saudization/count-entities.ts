// Law: an entity is counted from its line alone: every day from its first to the one asked for, by the rule set of that day.
import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { assessFromFacts } from '../../../domain/saudization/assess.js';
import type { BandOrNone, NotRatedReason } from '../../../domain/saudization/band.js';
import { countEntityDays } from '../../../domain/saudization/entity-days.js';
import type { Method } from '../../../domain/saudization/method.js';
import { withoutDuplicates } from '../../../domain/saudization/oldest-employer.js';
import type { RuleSet } from '../../../domain/saudization/rule-set.js';
import { workerSchema } from '../../../domain/saudization/worker.js';
import { workerWeights } from '../../../domain/saudization/worker-weights.js';
import { isoDate } from '../../../domain/standards/calendar.js';
import { parseStrictJson } from '../../../domain/standards/strict-json.js';
import { UsageError } from '../exit-codes.js';
import { lineFault } from './case-line.js';
import { linesOf } from './lines-of.js';
import { unreadable } from './unreadable.js';

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
  let line = 0;
  try {
    for await (const text of linesOf(input)) {
      line += 1;
      const json = line === 1 ? text.replace(/^\uFEFF/, '') : text;
      if (json.trim() !== '') yield countEntity(rules, json, (fault) => new UsageError(`${file}: line ${line}: ${fault}`));
    }
  } catch (error) {
    throw unreadable(file, error);
  } finally {
    input.destroy();
  }
}

function countEntity(rules: RuleSet, text: string, fault: (what: string) => UsageError): CountedEntity {
  const json = parseStrictJson(text, LIMITS);
  if (!json.ok) throw fault(`${json.problem.pointer}: ${json.problem.message}`);
  const parsed = entityLine.safeParse(json.value);
  if (!parsed.success) throw fault(lineFault(parsed.error));
  const { entity, activity, asOf, establishments, mowaamah } = parsed.data;
  const workers = withoutDuplicates(rules, parsed.data.workers);
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
