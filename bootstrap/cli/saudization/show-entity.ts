import type { IsoDate } from '../../../domain/standards/calendar.js';
import type { KnownAt } from '../../../queries/entities/as-known.js';
import * as tokens from '../../container/tokens.js';
import { openLedger } from '../../serve/open-ledger.js';
import { UsageError } from '../exit-codes.js';
import { print } from '../print.js';
import { runThenExit } from '../run-ledger.js';
import { table } from '../table.js';
import { explainEntity, namedEntity, quotasOfEntity, requireOwnLog, tellEntity, type TellParts, type ToldBand, type ToldQuotas } from './tell-entity.js';

/** What is asked of an entity. */
export interface Shown {
  readonly asOf: IsoDate | undefined;
  readonly knownAt: KnownAt;
  readonly what: 'band' | 'ground' | 'quotas';
  readonly json: boolean;
}

/** Opens the ledger, prints an entity’s band on a day, why it has it, or how it stands to quotas, and ends the process. */
export async function showEntity(entity: string, { asOf, knownAt, what, json }: Shown): Promise<void> {
  await runThenExit(async (config, logger, shutdown) => {
    const { container } = await openLedger(config, logger, shutdown);
    const parts: TellParts = {
      pool: container.resolve(tokens.MAIN_POOL),
      store: container.resolve(tokens.EVENT_STORE),
      registry: container.resolve(tokens.EVENTS),
      vault: container.resolve(tokens.VAULT),
    };
    const today = container.resolve(tokens.CLOCK).today();
    const day = asOf ?? today;
    requireOwnLog(parts, knownAt);
    const place = await namedEntity(parts, entity);
    if (what === 'quotas') {
      const told = await quotasOfEntity(parts, place, day, knownAt);
      return print(json ? `${JSON.stringify(told)}\n` : `${quotasInWords(told)}\n`);
    }
    if (what === 'band') {
      const told = await tellEntity(parts, place, day, knownAt);
      return print(json ? `${JSON.stringify(told)}\n` : `${inWords(told)}\n`);
    }
    if (day > today) throw new UsageError('--as-of: a day that has not come cannot be explained');
    const ground = await explainEntity(parts, place, day, knownAt);
    if (ground === undefined) throw new UsageError(`${entity}: it has no establishment on ${day}`);
    return print(json ? `${JSON.stringify(ground)}\n` : `${explained(ground)}\n`);
  });
}

function quotasInWords({ entityId, asOf, items }: ToldQuotas): string {
  if (items.length === 0) return `${entityId} on ${asOf}: no quota is due`;
  const rows = items.map(({ profession, approximate, establishmentId, percent, workers, required, counted, short }) => [
    `${profession}${approximate ? ' (approximate)' : ''}`,
    establishmentId ?? 'entity',
    ...[percent, workers, required, counted, short].map(String),
  ]);
  return `${entityId} on ${asOf}\n${table(['profession', 'of', 'percent', 'workers', 'required', 'counted', 'short'], rows)}`;
}

function inWords({ entityId, asOf, band, reason, ratio, x, method, week, ruleSet }: ToldBand): string {
  const ground = ratio === null || x === null ? (reason ?? 'no ratio') : `${ratio.toFixed(2)} % of x ${x.toFixed(2)}, ${method ?? ''}`;
  const rules = ruleSet === null ? '' : `, by ${ruleSet.name} version ${ruleSet.version}`;
  return `${entityId} on ${asOf}: ${band} (${ground}; week to ${week}${rules})`;
}

function explained(ground: NonNullable<Awaited<ReturnType<typeof explainEntity>>>): string {
  const { entityId, day, band, ratio, x, saudis, expats, method, window, thresholds, above, below, ruleSet } = ground;
  const distance = (to: typeof above): string => (to === null ? 'none' : `${to.band}, ${to.ratio === null ? '' : `${to.ratio.toFixed(2)} points, `}${to.heads === null ? 'out of reach' : `${to.heads} heads`}`);
  const rows = [
    ['band', `${band}, by ${ruleSet.name} version ${ruleSet.version}`],
    ['ratio', ratio === null ? 'none' : `${ratio.toFixed(4)} %`],
    ['x, Saudis, expatriates', [x, saudis, expats].map((value) => value.toFixed(3)).join(', ')],
    ['days', `${window.first} to ${window.last}: ${window.days}`],
    ['method', `${method.method} (${method.reason})${method.weeks.length === 0 ? '' : `: weeks to ${method.weeks.map(({ ends }) => ends).join(', ')}`}`],
    ['thresholds', thresholds === null ? 'none' : Object.entries(thresholds).map(([name, least]) => `${name} ${least.toFixed(2)}`).join(', ')],
    ['above', distance(above)],
    ['below', distance(below)],
  ];
  return `${entityId} on ${day}\n${table(['what', 'is'], rows)}`;
}
