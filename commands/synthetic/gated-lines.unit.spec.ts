import { describe, expect, it } from 'vitest';
import { isGcc } from '../../domain/standards/nationality.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { parseBulkLine, type BulkLine } from '../bulk/bulk-line.js';
import { planMarket } from './population/plan-market.js';
import { RATED_FROM } from './population/standing.js';
import { isoDay } from './population/day.js';
import { tellMarket } from './tell-market.js';

const plan = planMarket({ companies: 256, seed: 5, from: toIsoDate('2023-06-01'), to: toIsoDate('2026-10-31'), overSample: { sixAndMore: 60, employees: 2_600 } });
const block = plan.block(0);
const bandOf = new Map(block.companies.map((company) => [`co-${company.n}`, company.clearBand]));

/** Bands in which a line is surely accepted once bands are rated. */
const enough: Readonly<Record<string, readonly string[]>> = {
  RequestWorkPermit: ['MEDIUM_GREEN'],
  RenewWorkPermit: ['MEDIUM_GREEN', 'LOW_GREEN'],
  IssueWorkPermit: ['MEDIUM_GREEN', 'LOW_GREEN'],
  RequestVisas: ['MEDIUM_GREEN'],
  RequestTransfer: ['MEDIUM_GREEN'],
  OpenEstablishment: ['MEDIUM_GREEN', 'LOW_GREEN'],
};

const creator = (name: unknown): string | undefined => (name as { readonly createdBy?: string } | undefined)?.createdBy;

describe('lines that a band gates', () => {
  const market = tellMarket(plan);
  const lines = [...market.days()].flatMap((day) => day.lines.toString().split('\n').slice(0, -1)).map(parseBulkLine);
  const made = new Map(lines.map((line) => [line.key, line]));
  const gated = lines.filter(({ command, at = '' }) => command in enough && at >= isoDay(RATED_FROM));
  const companyOf = (line: BulkLine): string | undefined => {
    const first = line.record === undefined ? line : made.get(creator(line.record) ?? '');
    const { companyId, toCompanyId } = (first ?? line).data as Readonly<Record<string, unknown>>;
    return line.command === 'OpenEstablishment' ? creator(line.record) : creator(toCompanyId ?? companyId);
  };

  it('come from who is surely allowed them, or are refused to who stands in RED, in known number', () => {
    const off = gated.filter((line) => {
      const band = bandOf.get(companyOf(line) ?? '') ?? 'none';
      return line.expect === 'accepted' ? !(enough[line.command] ?? []).includes(band) : band !== 'RED' || !(line.expect ?? '').endsWith('band-too-low');
    });
    expect(off).toEqual([]);
    const accepted = gated.filter(({ expect: expected }) => expected === 'accepted').map(({ command }) => command);
    expect([...new Set(accepted)].sort()).toEqual(expect.arrayContaining(['IssueWorkPermit', 'RenewWorkPermit', 'RequestTransfer', 'RequestVisas', 'RequestWorkPermit']));
    const { refused, cases } = market.tally;
    expect(Object.fromEntries([...refused].filter(([code]) => code.endsWith('band-too-low')))).toEqual({
      'company.band-too-low': 1,
      'transfer.band-too-low': 1,
      'visa.band-too-low': 1,
      'work-permit.band-too-low': 3,
    });
    expect([cases.get('gates: refused to a RED employer'), cases.get('transfers: from-red-employer')]).toEqual([6, 1]);
  });

  it('are refused as well where the history is too young for a permit to renew', () => {
    const late = tellMarket(planMarket({ ...plan.options, from: toIsoDate('2025-09-01') })).tally;
    expect(Object.fromEntries([...late.refused].filter(([code]) => code.endsWith('band-too-low')))).toEqual({
      'company.band-too-low': 1,
      'transfer.band-too-low': 1,
      'visa.band-too-low': 1,
      'work-permit.band-too-low': 2,
    });
  });

  it('are not needed by who hires nobody anew: residents stay where no permit could be had for another', () => {
    const hired = block.companies.flatMap(({ clearBand, posts }) =>
      posts.flatMap(({ nationality, side, tenures }) => (side === 'saudi' || isGcc(nationality) ? [] : tenures.slice(1).filter(({ from, comes }) => from >= RATED_FROM && comes !== 'visa').map(() => clearBand))),
    );
    expect(hired.length).toBeGreaterThan(0);
    expect(new Set(hired)).toEqual(new Set(['MEDIUM_GREEN']));
  });
});
