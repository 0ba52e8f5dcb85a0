import { v5 } from 'uuid';
import { buildCommandRegistry } from '../../../bootstrap/ledger/registries.js';
import type { IsoDate } from '../../../domain/standards/calendar.js';
import { parseBulkLine, recordName, type BulkLine } from '../../bulk/bulk-line.js';
import type { AnyCommandDefinition } from '../../registry/definition.js';

const ANY_UUID = '0190c5d2-7d0c-7b6e-8b52-000000000000';
export const registry = buildCommandRegistry();

function definitionOf(line: BulkLine): AnyCommandDefinition {
  const definition = registry.find(line.command);
  if (definition === undefined) throw new Error(`no command ${line.command}`);
  return definition;
}

/** The payload as it is decided: every name in it replaced by some id. */
function resolved(line: BulkLine): object {
  const data: Record<string, unknown> = { ...line.data };
  for (const field of Object.keys(definitionOf(line).references ?? {})) {
    if (recordName.safeParse(data[field]).success) data[field] = v5(JSON.stringify(data[field]), ANY_UUID);
  }
  return data;
}

/** Names of lines that make something, wherever a line has them. */
function creatorsIn(line: BulkLine): readonly string[] {
  return [...JSON.stringify([line.record, line.onBehalfOf, line.data]).matchAll(/"createdBy":"([^"]+)"/g)].map(([, key]) => key ?? '');
}

/** What is wrong with a market up to a day, line by line: order, keys, names, commands, payloads. Payloads of every `nth` line only. */
export function faultsOf(market: readonly string[], to: IsoDate, nth = 1): readonly string[] {
  const seen = new Set<string>();
  const faults: string[] = [];
  let instant = '';
  for (const [n, line] of market.map(parseBulkLine).entries()) {
    const at = line.at ?? '';
    const definition = definitionOf(line);
    const payload = n % nth === 0 ? definition.schema.safeParse(resolved(line)) : { success: true as const };
    const told = [
      ...(seen.has(line.key) ? ['its key is given twice'] : []),
      ...creatorsIn(line).flatMap((creator) => (seen.has(creator) ? [] : [`it names ${creator}, which is not before it`])),
      ...(at >= instant ? [] : ['it goes back in time']),
      ...(at.slice(0, 10) <= to ? [] : ['it lies ahead']),
      ...(line.synthetic === true && line.expect !== undefined ? [] : ['it is not marked, or expects nothing']),
      ...(definition.policy !== null ? [] : [`${line.command} is the ledger's own`]),
      ...((line.record !== undefined) === (definition.kind === 'change') ? [] : ['it names no record to change, or one that it makes']),
      ...(payload.success ? [] : [JSON.stringify(payload.error.issues)]),
    ];
    faults.push(...told.map((fault) => `${line.key}: ${fault}`));
    seen.add(line.key);
    instant = at;
  }
  return faults;
}
