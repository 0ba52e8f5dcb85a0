// Law: the demo is a small market up to yesterday, a function of its day and seed, to the byte.
import { addDays, addMonths, type IsoDate } from '../../domain/standards/calendar.js';
import type { MarketOptions } from './population/market.js';
import { planMarket } from './population/plan-market.js';
import { tellInSteps, tellMarket, type ToldMarket } from './tell-market.js';

/** Companies unless another number is asked for, and employees at work in so many on the last day: with those who came and went about a thousand have been there. Of other numbers in proportion. */
const COMPANIES = 150;
const AT_WORK = 600;
/** Of a hundred companies those with six workers and more: more than the published eleven, so that bands have something to show. */
const SIX_AND_MORE = 40;
/** Months of history before the present. */
const HISTORY_MONTHS = 36;

/** Most papers are for two years, so that three years of them are told in fewer lines. */
const TWO_YEAR_PERCENT = 85;

export interface DemoOptions {
  /** The market's present: the last line is of the day before. */
  readonly today: IsoDate;
  readonly seed: number;
  readonly companies?: number;
}

/** The options of the market that the demo is; companies of six and more are over-sampled. */
export function demoOptions({ today, seed, companies = COMPANIES }: DemoOptions): MarketOptions {
  const to = addDays(today, -1);
  return { companies, seed, from: addMonths(today, -HISTORY_MONTHS), to, overSample: { sixAndMore: SIX_AND_MORE, employees: Math.round((companies * AT_WORK) / COMPANIES) } };
}

/** Tells the demo. */
export function tellDemo(options: DemoOptions): ToldMarket {
  return tellMarket(planMarket(demoOptions(options)), { twoYearPercent: TWO_YEAR_PERCENT });
}

/** The demo's commands as NDJSON lines in order of instant, each with what it expects. */
export function demoMarket(options: DemoOptions): readonly string[] {
  return linesOf(tellDemo(options));
}

/** How long the demo is told at a stretch, in milliseconds. */
const STRETCH_MS = 20;

/** The same, told in stretches between which the process answers and shows that it lives. */
export async function demoMarketInStretches(options: DemoOptions): Promise<readonly string[]> {
  const telling = tellInSteps(planMarket(demoOptions(options)), { twoYearPercent: TWO_YEAR_PERCENT });
  for (let since = performance.now(); ; ) {
    const step = telling.next();
    if (step.done === true) return linesOf(step.value);
    if (performance.now() - since < STRETCH_MS) continue;
    await new Promise(setImmediate);
    since = performance.now();
  }
}

function linesOf(told: ToldMarket): readonly string[] {
  return [...told.days()].flatMap(({ lines }) => lines.toString().split('\n').slice(0, -1));
}
