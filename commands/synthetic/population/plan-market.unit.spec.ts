import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, toEpochDay, toIsoDate } from '../../../domain/standards/calendar.js';
import { weekdayOf } from './day.js';
import type { MarketOptions } from './market.js';
import { planMarket } from './plan-market.js';
import type { MarketPlan } from './market-plan.js';
import type { PlannedBlock, PlannedTenure, TenureName } from './planned.js';

const FROM = toIsoDate('2022-01-01');
const TO = toIsoDate('2026-10-31');

const optionsArbitrary: fc.Arbitrary<MarketOptions> = fc.record({
  companies: fc.integer({ min: 1, max: 600 }),
  seed: fc.nat({ max: 0xffff_ffff }),
  from: fc.integer({ min: -900, max: 600 }).map((days) => addDays(FROM, days)),
  to: fc.integer({ min: -200, max: 300 }).map((days) => addDays(TO, days)),
});

const blocksOf = (plan: MarketPlan): PlannedBlock[] => Array.from({ length: plan.blocks }, (_, n) => plan.block(n));

function tenureAt(block: PlannedBlock, { company, post, tenure }: TenureName): PlannedTenure | undefined {
  return block.companies.find(({ n }) => n === company)?.posts[post]?.tenures[tenure];
}

/** What is wrong with a block, told of the first few cases. */
function faultsOf(block: PlannedBlock, options: MarketOptions): string[] {
  const faults: string[] = [];
  const [from, to] = [toEpochDay(options.from), toEpochDay(options.to)];
  for (const company of block.companies) {
    const { registeredOn, closesOn, suspension } = company;
    const say = (fault: string): unknown => faults.push(`company ${company.n}: ${fault}`);
    if (registeredOn < from || registeredOn > to || company.foundedOn > registeredOn) say('registered outside the history or before it was founded');
    if (closesOn !== null && (closesOn <= registeredOn || closesOn > to)) say('closes outside its history');
    for (const [at, post] of company.posts.entries()) {
      const place = company.establishments[post.establishment];
      if (post.n !== at || place === undefined || place.closesOn !== null) say(`post ${at} has no lasting place`);
      let before = registeredOn;
      for (const [n, tenure] of post.tenures.entries()) {
        const tell = (fault: string): unknown => say(`post ${at} tenure ${n}: ${fault}`);
        if (tenure.from <= before) tell('begins before the one before has ended');
        if (place !== undefined && tenure.from <= place.opensOn) tell('begins before its place is open');
        if (weekdayOf(tenure.from) > 4) tell('begins on a day of rest');
        if (tenure.to === null ? closesOn !== null : tenure.to < tenure.from || tenure.to > to) tell('ends out of time');
        if (tenure.from > to) tell('begins after the history');
        if (suspension?.to != null && !post.seasonal && tenure.from >= suspension.from && tenure.from <= suspension.to) tell('begins while the company is suspended');
        if (tenure.person.nationality !== post.nationality || tenure.person.sex !== post.sex) tell('another human than the post says');
        if (tenure.from - tenure.person.bornOn < 18 * 365) tell('too young');
        if ((tenure.course === 'transferred') !== ((tenure.transfer?.to ?? null) !== null)) tell('transferred to nowhere, or not transferred and yet gone');
        if ((tenure.comes === 'transfer') !== ((tenure.transfer?.from ?? null) !== null)) tell('came from nowhere');
        const next = tenure.transfer?.to == null ? null : tenureAt(block, tenure.transfer.to);
        if (next === undefined) tell('goes to nobody’s post');
        if (next != null && (next.person.n !== tenure.person.n || next.from !== (tenure.to ?? 0) + 1 || next.transfer?.from?.company !== company.n)) tell('does not arrive');
        before = tenure.to ?? Number.MAX_SAFE_INTEGER;
      }
    }
  }
  return faults;
}

/** Numbers of people who hold two tenures without a transfer between them. */
function doubles(blocks: readonly PlannedBlock[]): number[] {
  const seen = new Set<string>();
  return blocks.flatMap(({ companies }) =>
    companies.flatMap(({ posts }) =>
      posts.flatMap(({ side, tenures }) =>
        tenures.flatMap(({ person, comes }) => {
          const key = `${side}${person.n}`;
          if (comes === 'transfer') return [];
          if (seen.has(key)) return [person.n];
          seen.add(key);
          return [];
        }),
      ),
    ),
  );
}

describe('a planned market', () => {
  it('holds together for any size, seed and history', () => {
    fc.assert(
      fc.property(optionsArbitrary, (options) => {
        const plan = planMarket(options);
        const blocks = blocksOf(plan);
        expect(blocks.flatMap((block) => faultsOf(block, options)).slice(0, 5)).toEqual([]);
        expect(doubles(blocks)).toEqual([]);
        expect(blocks.flatMap(({ companies }) => companies.map(({ n }) => n))).toEqual(Array.from({ length: options.companies }, (_, n) => n));
      }),
      { numRuns: 8 },
    );
  });

  it('is the same again, whichever block is asked for first', () => {
    fc.assert(
      fc.property(optionsArbitrary, (options) => {
        const [one, other] = [planMarket(options), planMarket(options)];
        const last = one.blocks - 1;
        const backwards = [other.block(last), other.block(0)];
        expect(backwards).toEqual([one.block(last), one.block(0)]);
      }),
      { numRuns: 5 },
    );
  });

  it('is another one for another seed', () => {
    const options = { companies: 40, from: FROM, to: TO };
    expect(planMarket({ ...options, seed: 1 }).block(0)).not.toEqual(planMarket({ ...options, seed: 2 }).block(0));
  });

  it('is refused for options that make none, by the field', () => {
    const options = { companies: 10, seed: 1, from: FROM, to: TO };
    expect(() => planMarket({ ...options, companies: 0 })).toThrow(/^companies: /);
    expect(() => planMarket({ ...options, seed: 0.5 })).toThrow(/^seed: /);
    expect(() => planMarket({ ...options, to: FROM })).toThrow(/^to: /);
    expect(() => planMarket({ ...options, overSample: { sixAndMore: 101, employees: 100 } })).toThrow(/^overSample: /);
  });

  it('over-samples larger companies where it is asked to', () => {
    const plan = planMarket({ companies: 150, seed: 3, from: FROM, to: TO, overSample: { sixAndMore: 40, employees: 1000 } });
    expect(plan.layout.workers).toBe(1000);
    expect(plan.layout.size.filter((size) => size >= 6)).toHaveLength(60);
  });
});
