import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../../domain/saudization/category.js';
import { toIsoDate } from '../../../domain/standards/calendar.js';
import { activityOf } from './market-entities.js';
import { planMarket } from './plan-market.js';
import { ATHLETES, LEAST_WAGE_OF_GUARDS } from './margins/weighting-fact.js';

const plan = planMarket({ companies: 2_560, seed: 3, from: toIsoDate('2025-01-01'), to: toIsoDate('2026-10-31') });
const companies = Array.from({ length: plan.blocks }, (_, n) => plan.block(n).companies).flat();
const posts = companies.flatMap((company) => [...company.posts, ...(company.ownersPost === null ? [] : [company.ownersPost])].map((post) => ({ company, post })));
const of = (category: string) => posts.filter(({ post }) => (post.categories as readonly string[]).includes(category));

describe('what makes workers of a market count otherwise', () => {
  it('is every category that a record of the ledger can tell', () => {
    // Of a spouse who is a dependant no record tells.
    const told = CATEGORIES.filter((category) => category !== 'dependant-spouse');
    expect(told.filter((category) => of(category).length === 0)).toEqual([]);
  });

  it('fits who he is and where he works', () => {
    for (const { company, post } of of('ajeer-guard')) expect([activityOf(company), post.side, post.wage >= LEAST_WAGE_OF_GUARDS]).toEqual(['477', 'saudi', true]);
    for (const { post } of of('athlete')) expect([post.side, post.occupation.slice(0, 4)]).toEqual(['expat', ATHLETES]);
    for (const { post } of of('flexible')) expect([post.workingTime, post.hours !== null]).toEqual(['flexible', true]);
    for (const { company, post } of of('owner')) {
      expect(company.owner).toEqual({ kind: 'natural', person: post.tenures[0]?.person });
      expect(company.posts.length).toBeLessThan(12);
    }
    const owners = of('owner').map(({ post }) => post.tenures[0]?.person.n);
    expect(new Set(owners).size).toBe(owners.length);
  });
});
