import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { buildCommandRegistry } from '../../bootstrap/ledger/registries.js';
import { runTypescript } from '../../bootstrap/testing/run-typescript.js';
import { fromEpochDay, toEpochDay, toIsoDate, type IsoDate } from '../../domain/standards/calendar.js';
import { parseBulkLine, recordName, type BulkLine } from '../bulk/bulk-line.js';
import type { AnyCommandDefinition } from '../registry/definition.js';
import { demoMarket } from './demo-market.js';

const TODAY = toIsoDate('2026-11-25');
const ANY_UUID = '0190c5d2-7d0c-7b6e-8b52-000000000000';
const registry = buildCommandRegistry();

const texts = (today: IsoDate = TODAY, seed = 1): readonly string[] => [...demoMarket({ today, seed })];
const linesOf = (market: readonly string[]): readonly BulkLine[] => market.map(parseBulkLine);

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

/** What is wrong with a market, line by line: order, keys, names, commands, payloads. */
function faultsOf(market: readonly string[], today: IsoDate): readonly string[] {
  const seen = new Set<string>();
  const faults: string[] = [];
  let instant = '';
  for (const line of linesOf(market)) {
    const at = line.at ?? '';
    const definition = definitionOf(line);
    const payload = definition.schema.safeParse(resolved(line));
    const told = [
      ...(seen.has(line.key) ? ['its key is given twice'] : []),
      ...creatorsIn(line).flatMap((creator) => (seen.has(creator) ? [] : [`it names ${creator}, which is not before it`])),
      ...(at >= instant ? [] : ['it goes back in time']),
      ...(at < `${today}T00:00:00Z` ? [] : ['it lies ahead']),
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

describe('the demo market', () => {
  const market = texts();
  const lines = linesOf(market);

  it('is the same to the byte, here and in other processes', async () => {
    expect(texts()).toEqual(market);
    const digest = createHash('sha256').update(market.map((line) => `${line}\n`).join('')).digest('hex');
    const file = fileURLToPath(new URL('./testing/print-digest.ts', import.meta.url));
    const others = [runTypescript(file, [TODAY, '1']), runTypescript(file, [TODAY, '1'])];
    expect(await Promise.all(others.map((other) => other.nextLine()))).toEqual([digest, digest]);
    await Promise.all(others.map((other) => other.ended));
  }, 60_000);

  it('is another one for another seed or day', () => {
    expect(texts(TODAY, 2)).not.toEqual(market);
    expect(texts(toIsoDate('2026-11-26'))).not.toEqual(market);
  });

  it('keeps to order, known commands, payloads, keys and names', () => {
    expect(faultsOf(market, TODAY)).toEqual([]);
  });

  it('does so on any day and for any seed', () => {
    const day = fc.integer({ min: toEpochDay(toIsoDate('2024-01-01')), max: toEpochDay(toIsoDate('2031-12-31')) }).map(fromEpochDay);
    fc.assert(
      fc.property(day, fc.nat(), (today, seed) => {
        expect(faultsOf(texts(today, seed), today)).toEqual([]);
      }),
      { numRuns: 2 },
    );
  }, 60_000);

  it('has about twenty companies, five hundred people, and no more than six thousand lines', () => {
    const count = (...commands: readonly string[]): number => lines.filter((line) => commands.includes(line.command)).length;
    expect(count('RegisterCompany')).toBe(21);
    expect(count('RegisterCitizen', 'RegisterResident')).toBeGreaterThan(450);
    expect(count('RegisterCitizen', 'RegisterResident')).toBeLessThan(560);
    expect(market.length).toBeGreaterThan(3_000);
    expect(market.length).toBeLessThan(6_000);
  });

  it('uses every command that can be sent from outside', () => {
    const used = new Set(lines.map((line) => line.command));
    const sendable = registry.commands.filter((command) => command.policy !== null).map((command) => command.name);
    expect(sendable.filter((command) => !used.has(command))).toEqual([]);
  });

  it('takes every number from the synthetic blocks', () => {
    const numbers = [...market.join('\n').matchAll(/"(?:scheme":"(national-id|iqama|border-number)","value|nationalId|unifiedNumber)":"(\d{10})"/g)];
    expect(numbers.length).toBeGreaterThan(500);
    for (const [, , number] of numbers) expect(number).toMatch(/^[1237]9/);
  });

  it('holds lines that must be refused, in known number', () => {
    const codes = lines.flatMap((line) => (line.expect === 'accepted' ? [] : [line.expect ?? '']));
    expect(new Set(codes).size).toBeGreaterThanOrEqual(20);
    expect(codes.length).toBeLessThan(60);
    expect(codes).toContain('created-by-refused');
    expect(codes).toContain('work-permit.another-bill-open');
  });
});
