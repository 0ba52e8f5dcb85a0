// Law: what a market comes to is counted from what was told of it, never asked of a ledger.
import type { MarketLine, Script } from '../market-line.js';
import type { Day } from '../population/market.js';
import type { StockKind } from './fact.js';

/** What a market comes to. */
export interface MarketTally {
  readonly lines: number;
  readonly accepted: number;
  /** Lines that must be refused, by code. */
  readonly refused: ReadonlyMap<string, number>;
  /** Lines by command, the refused ones left out. */
  readonly commands: ReadonlyMap<string, number>;
  /** What there is on the last day. */
  readonly stock: ReadonlyMap<StockKind, number>;
  /** Cases that are told apart, by name. */
  readonly cases: ReadonlyMap<string, number>;
}

/** Counts while a market is told. */
export interface Tallying extends MarketTally {
  line(line: MarketLine): void;
  /** Counts what a script makes so, up to the last day. */
  script(script: Script): void;
}

/** Begins to count a history up to its last day. */
export function beginTally(last: Day): Tallying {
  const counts = { lines: 0, accepted: 0 };
  const refused = new Map<string, number>();
  const commands = new Map<string, number>();
  const stock = new Map<StockKind, number>();
  const cases = new Map<string, number>();
  return {
    get lines() {
      return counts.lines;
    },
    get accepted() {
      return counts.accepted;
    },
    refused,
    commands,
    stock,
    cases,
    line({ command, expect }) {
      counts.lines += 1;
      if (expect === 'accepted') {
        counts.accepted += 1;
        more(commands, command);
      } else more(refused, expect);
    },
    script({ facts }) {
      for (const fact of facts) {
        if ('occurs' in fact) {
          if (fact.on <= last) more(cases, fact.occurs);
        } else if (fact.from <= last && (fact.to === null || fact.to >= last)) more(stock, fact.kind);
      }
    },
  };
}

function more<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
