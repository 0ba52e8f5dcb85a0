import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../../../../domain/standards/calendar.js';
import type { MarketOptions } from '../market.js';
import { planMarket } from '../plan-market.js';
import { reportFiles } from './report-files.js';
import { publishedTables } from './tables.js';
import { MarketTally } from './tally.js';

function tallied(options: MarketOptions): MarketTally {
  const [plan, tally] = [planMarket(options), new MarketTally(options)];
  for (let n = 0; n < plan.blocks; n += 1) tally.add(plan.block(n));
  return tally;
}

const options: MarketOptions = { companies: 150, seed: 4, from: toIsoDate('2023-11-25'), to: toIsoDate('2026-11-25') };
const small = tallied({ ...options, overSample: { sixAndMore: 40, employees: 1_000 } });

describe('the report of a market', () => {
  it('shows every chart that it writes and says where each table comes from', () => {
    const [page, ...charts] = reportFiles(small);
    const shown = [...(page?.text ?? '').matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, name]) => name);
    expect(new Set(shown)).toEqual(new Set(charts.map(({ name }) => name)));
    expect(charts.every(({ text }) => text.startsWith('<svg ') && text.trimEnd().endsWith('</svg>') && !text.includes('NaN'))).toBe(true);
    const tables = (page?.text ?? '').split('\n### ').slice(1);
    expect(tables.length).toBeGreaterThan(15);
    for (const table of tables) expect(table).toMatch(/^[^\n]+\n\n(Source|Assumed): /);
  });

  it('says where companies of six and more are over-sampled, and nothing of it where they are as published', () => {
    const said = (tally: MarketTally): boolean => /over-sampled: 40 of a hundred/.test(reportFiles(tally)[0]?.text ?? '');
    expect(said(small)).toBe(true);
    expect(said(tallied(options))).toBe(false);
  });

  it('counts everybody once in each table', () => {
    expect(small.stock()).toBeGreaterThan(800);
    for (const counts of [small.sex, small.majors, small.wageSteps, small.ages, small.skills, small.contracts]) expect(counts.total()).toBe(small.stock());
    for (const { title, cells } of publishedTables(small).filter(({ title: one }) => ['Companies by size', 'Others by nationality', 'Others by occupation'].includes(one))) {
      expect([title, Math.round(cells.reduce((sum, { generated }) => sum + generated, 0))]).toEqual([title, 100]);
    }
  });
});
