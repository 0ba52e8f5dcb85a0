// Law: a market is told block by block and comes out day by day: the same options give the same bytes, whatever had to be laid aside on the way.
import { toEpochDay } from '../../domain/standards/calendar.js';
import { caseScripts } from './cases/all-cases.js';
import { blockScripts } from './lives/block.js';
import { cardsOf } from './lives/cards.js';
import type { Telling } from './lives/telling.js';
import type { Script } from './market-line.js';
import { textOf } from './market-text.js';
import type { Day } from './population/market.js';
import type { MarketPlan } from './population/market-plan.js';
import type { PlannedBlock } from './population/planned.js';
import { chanceOf } from './seeded-random.js';
import { createDayShelves, type DayShelves } from './stream/day-shelves.js';
import { timedLines } from './stream/timed-lines.js';
import { syntheticNumbers } from './synthetic-numbers.js';
import { beginTally, type MarketTally, type Tallying } from './tally/tally.js';

/** A market that has been told. */
export interface ToldMarket {
  readonly tally: MarketTally;
  /** The lines as NDJSON in order of instant, a day at a time. Can be read once. */
  days(): Generator<ToldDay>;
  /** Gives back memory and disk. */
  close(): void;
}

export interface ToldDay {
  readonly lines: Buffer;
  readonly count: number;
}

export interface TellOptions {
  /** Sees every block once it is told; who counts or draws does it here. */
  readonly onBlock?: (block: PlannedBlock) => void;
  /** Of a hundred permits and iqamas, those for two years. */
  readonly twoYearPercent?: number;
  /** Bytes of lines held in memory before they are laid aside; where that is. */
  readonly heldBytes?: number;
  readonly folder?: string;
}

/** How many are for two years where nothing else is said (assumed). */
const TWO_YEAR_PERCENT = 45;

/** Tells a planned market up to its last day. */
export function tellMarket(plan: MarketPlan, options: TellOptions = {}): ToldMarket {
  const telling = tellInSteps(plan, options);
  for (;;) {
    const step = telling.next();
    if (step.done === true) return step.value;
  }
}

/** Tells a planned market up to its last day, and rests after each script: who tells it beside other work can let that go on. */
export function* tellInSteps(plan: MarketPlan, { onBlock, twoYearPercent = TWO_YEAR_PERCENT, heldBytes, folder }: TellOptions = {}): Generator<void, ToldMarket> {
  const [first, last] = [toEpochDay(plan.options.from), toEpochDay(plan.options.to)];
  const shelves = createDayShelves(heldBytes, folder);
  const tally = beginTally(last);
  // Bills, permits and visas are numbered over the whole market.
  const numbers = syntheticNumbers();
  try {
    for (let n = 0; n < plan.blocks; n += 1) {
      const block = plan.block(n);
      const chance = chanceOf(plan.options.seed, `lives of block ${n}`);
      const registers = chanceOf(plan.options.seed, `registers of block ${n}`);
      const telling: Telling = { first, last, chance, registers, numbers, cards: cardsOf(chance, registers), twoYearPercent };
      for (const script of scriptsOf(block, telling)) {
        shelve(script, last, shelves, tally);
        yield;
      }
      onBlock?.(block);
    }
  } catch (error) {
    shelves.close();
    throw error;
  }
  return {
    tally,
    *days() {
      for (const day of shelves.days()) yield { lines: timedLines(day), count: day.count };
    },
    close: () => shelves.close(),
  };
}

function* scriptsOf(block: PlannedBlock, telling: Telling): Generator<Script> {
  const told = yield* blockScripts(block, telling);
  yield* caseScripts(block.n, told, telling);
}

/** Shelves a script up to its first line that lies ahead: nothing behind it has happened yet. */
function shelve(script: Script, last: Day, shelves: DayShelves, tally: Tallying): void {
  tally.script(script);
  for (const line of script.lines) {
    if (line.day > last) return;
    shelves.put(line.day, textOf(line, script.parties));
    tally.line(line);
  }
}
