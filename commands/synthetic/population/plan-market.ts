// Law: a block is a function of the market's options and its number alone: blocks can be planned in any order, or again.
import { toEpochDay } from '../../../domain/standards/calendar.js';
import { layOut, type Layout } from './layout.js';
import { blocksOf, COMPANIES_A_BLOCK, optionsFault, type MarketOptions } from './market.js';
import { joinTransfers } from './join-transfers.js';
import { planCompany } from './plan-company.js';
import type { PlannedBlock } from './planned.js';
import { clearBandOf } from './standing.js';
import { Stream } from './stream.js';

/** A market laid out: its blocks are planned when they are asked for. */
export interface MarketPlan {
  readonly options: MarketOptions;
  readonly layout: Layout;
  readonly blocks: number;
  /** The n-th block, from 0 on. */
  block(n: number): PlannedBlock;
}

/** Lays a market out; throws RangeError for options that make none, naming the field. */
export function planMarket(options: MarketOptions): MarketPlan {
  const fault = optionsFault(options);
  if (fault !== null) throw new RangeError(`${fault.field}: ${fault.reason}`);
  const layout = layOut(options);
  return { options, layout, blocks: blocksOf(options), block: (n) => planBlock(options, layout, n) };
}

function planBlock(options: MarketOptions, layout: Layout, n: number): PlannedBlock {
  const first = n * COMPANIES_A_BLOCK;
  const count = Math.min(COMPANIES_A_BLOCK, options.companies - first);
  if (!Number.isInteger(n) || n < 0 || count <= 0) throw new RangeError(`no block ${n}`);
  const companies = Array.from({ length: count }, (_, at) => planCompany(options, layout, first + at));
  joinTransfers(companies, Stream.at(options.seed, 20, n));
  const last = toEpochDay(options.to);
  // What transfers have moved may have made a standing less clear; medium green they do not touch.
  for (const company of companies) {
    if (company.clearBand === 'RED' || company.clearBand === 'LOW_GREEN') company.clearBand = clearBandOf(company, company.closesOn ?? last);
  }
  return { n, companies };
}
