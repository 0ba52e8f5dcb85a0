import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, fromEpochDay, toEpochDay, toIsoDate, type IsoDate } from '../../domain/standards/calendar.js';
import { parseBulkLine } from '../bulk/bulk-line.js';
import { demoMarket, demoMarketInStretches, demoOptions, tellDemo } from './demo-market.js';
import { byOwner } from './population/ownership.js';
import { ratedOn } from './population/owner-standing.js';
import { planMarket } from './population/plan-market.js';
import { faultsOf, registry } from './testing/market-faults.js';

const TODAY = toIsoDate('2026-11-25');
/** The records of the market; what else is sent is said of the ledger itself. */
const OF_THE_MARKET: ReadonlySet<string> = new Set(['company', 'employee', 'contract', 'workPermit', 'visa', 'transfer', 'insurance']);

const texts = (today: IsoDate = TODAY, seed = 1, companies = 150): readonly string[] => demoMarket({ today, seed, companies });

describe('the demo market', () => {
  const market = texts();
  const lines = market.map(parseBulkLine);

  it('ends yesterday, whatever day and seed it is of', () => {
    const day = fc.integer({ min: toEpochDay(toIsoDate('2025-06-01')), max: toEpochDay(toIsoDate('2031-12-31')) }).map(fromEpochDay);
    expect(faultsOf(market, addDays(TODAY, -1), 3)).toEqual([]);
    fc.assert(
      fc.property(day, fc.nat(), (today, seed) => {
        expect(faultsOf(texts(today, seed, 90), addDays(today, -1), 50)).toEqual([]);
      }),
      { numRuns: 2 },
    );
  }, 120_000);

  it('is the same told in stretches', async () => {
    const small = { today: TODAY, seed: 1, companies: 20 };
    expect(await demoMarketInStretches(small)).toEqual(demoMarket(small));
  });

  it('has about 150 companies, a thousand employees, and no more than fifteen thousand lines', () => {
    const count = (...commands: readonly string[]): number => lines.filter((line) => commands.includes(line.command)).length;
    expect(demoOptions({ today: TODAY, seed: 1 }).companies).toBe(150);
    expect(count('RegisterCompany')).toBe(151);
    const { stock } = tellDemo({ today: TODAY, seed: 1 }).tally;
    const contracts = stock.get('contracts in force') ?? 0;
    expect(contracts).toBeGreaterThan(550);
    expect(count('RegisterCitizen', 'RegisterResident')).toBeGreaterThan(900);
    expect(count('RegisterCitizen', 'RegisterResident')).toBeLessThan(1_200);
    expect(market.length).toBeLessThan(15_000);
  });

  it('has owners of several companies: human and legal, in one activity and in several, and small ones that count as one', () => {
    const { cases } = tellDemo({ today: TODAY, seed: 1 }).tally;
    const owners = [...cases].filter(([name]) => name.startsWith('owners: '));
    expect(owners.map(([name]) => name).sort()).toEqual([
      'owners: companies in several activities',
      'owners: several companies are one entity',
      'owners: several companies of a human',
      'owners: several companies of a legal person',
    ]);
    const plan = planMarket(demoOptions({ today: TODAY, seed: 1 }));
    const rated = byOwner(plan.block(0).companies).flatMap((owned) => ratedOn(owned, toEpochDay(TODAY)));
    expect(rated.filter(({ activity }) => activity === '101').length).toBeGreaterThanOrEqual(1);
  });

  it('has people who enter for a season and for some weeks, and some whose stay is extended', () => {
    const { cases } = tellDemo({ today: TODAY, seed: 1 }).tally;
    for (const what of ['visas: entered on a seasonal one', 'visas: entered on a temporary one', 'visas: stay extended']) expect([what, (cases.get(what) ?? 0) > 0]).toEqual([what, true]);
    const entered = [...cases].filter(([name]) => name.startsWith('visas: entered')).reduce((sum, [, count]) => sum + count, 0);
    expect(entered).toBeLessThan(lines.filter(({ command }) => command === 'UseVisa').length / 2);
  });

  it('has people who are insured as something else than employees, and others who count by what is sealed or by how they work', () => {
    const { cases } = tellDemo({ today: TODAY, seed: 1 }).tally;
    const kinds = (prefix: string): readonly string[] => [...cases.keys()].filter((name) => name.startsWith(prefix));
    for (const what of ['insurance: as owner', 'insurance: as outsourced', 'insurance: as ajeer-guard', 'contracts: flexible', 'contracts: part-time', 'contracts: remote']) expect([what, (cases.get(what) ?? 0) > 0]).toEqual([what, true]);
    expect(kinds('weighting: ').length).toBeGreaterThanOrEqual(3);
    expect(lines.filter(({ data }) => data['capacity'] === 'owner')).toHaveLength(cases.get('insurance: as owner') ?? 0);
  });

  it('uses every command about the records of the market that can be sent from outside', () => {
    const used = new Set(lines.map((line) => line.command));
    const sendable = registry.commands.filter((command) => command.policy !== null && OF_THE_MARKET.has(command.record.category)).map((command) => command.name);
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
