// Law: a block is a function of the market's options and its number alone: blocks can be planned in any order, or again.
import { toEpochDay } from '../../../domain/standards/calendar.js';
import { clearBandsOf } from './clear-band.js';
import { layOut, type Layout } from './layout.js';
import { blocksOf, COMPANIES_A_BLOCK, optionsFault, type Day, type MarketOptions } from './market.js';
import { joinTransfers } from './join-transfers.js';
import { isHeldBack, keepToGates } from './keep-to-gates.js';
import type { MarketPlan } from './market-plan.js';
import { byOwner, legalAmong, ownersIn } from './ownership.js';
import { planCompany, type DraftCompany } from './plan-company.js';
import type { PlannedBlock } from './planned.js';
import { RATED_FROM } from './standing.js';
import { Stream } from './stream.js';

/** Lays a market out; throws RangeError for options that make none, naming the field. */
export function planMarket(options: MarketOptions): MarketPlan {
  const fault = optionsFault(options);
  if (fault !== null) throw new RangeError(`${fault.field}: ${fault.reason}`);
  const layout = layOut(options);
  return { options, layout, blocks: blocksOf(options), block: (n) => planBlock(options, layout, n) };
}

function planBlock(options: MarketOptions, layout: Layout, n: number): PlannedBlock {
  const first = n * COMPANIES_A_BLOCK;
  if (!Number.isInteger(n) || n < 0 || n >= blocksOf(options)) throw new RangeError(`no block ${n}`);
  const companies: DraftCompany[] = [];
  const heads = ownersIn(layout, options.seed, n);
  const legal = legalAmong(heads);
  for (const [at, owner] of heads.entries()) companies.push(planCompany(options, layout, first + at, companies[owner - first], legal.has(first + at)));
  const last = toEpochDay(options.to);
  const owners = byOwner(companies);
  for (const owned of owners) {
    rate(owned, last);
    const kept = new Set<DraftCompany>();
    // What one company does moves where another of its owner stands.
    for (let held = owned.filter(isHeldBack); held.length > 0; held = owned.filter((company) => isHeldBack(company) && !kept.has(company))) {
      for (const company of held) {
        keepToGates(company, Stream.at(options.seed, 40, company.n));
        kept.add(company);
      }
      rate(owned, last);
    }
    kept.forEach(withoutVisas);
  }
  joinTransfers(companies, Stream.at(options.seed, 20, n));
  // What transfers have moved may have made a standing less clear; medium green they do not touch.
  for (const owned of owners) if (owned.some(({ clearBand }) => clearBand === 'RED' || clearBand === 'LOW_GREEN')) rate(owned, last);
  return { n, companies };
}

function rate(owned: readonly DraftCompany[], last: Day): void {
  const bands = clearBandsOf(owned, last);
  owned.forEach((company, n) => (company.clearBand = bands[n] ?? null));
}

/** Once bands are rated, who is not clearly in medium green brings nobody in by a visa. */
function withoutVisas({ posts }: DraftCompany): void {
  for (const { tenures, seasonal } of posts) for (const tenure of seasonal ? [] : tenures) if (tenure.from >= RATED_FROM && tenure.comes === 'visa') tenure.comes = 'local';
}
