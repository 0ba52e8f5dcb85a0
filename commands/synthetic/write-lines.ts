// Law: the lines of all scripts run in order of day, those of one day spread over its working hours; nothing is told of a day that is not over.
import { startOfDay, type IsoDate } from '../../domain/standards/calendar.js';
import type { MarketLine, Script } from './market-line.js';

const MINUTE_MS = 60_000;
/** Work begins at eight in Riyadh and lasts eight hours. */
const BEGINS_MS = 8 * 60 * MINUTE_MS;
const LASTS_MS = 8 * 60 * MINUTE_MS;

/**
 * What has happened before the present: each script up to its first line of that day or later, by day; lines of one
 * day in the order of the scripts. So no line is of an instant that lies ahead, whenever today the market is asked for.
 */
export function happenedBefore(scripts: readonly Script[], today: IsoDate): readonly MarketLine[] {
  const happened = scripts.flatMap((script) => {
    const ahead = script.findIndex((line) => line.day >= today);
    return ahead < 0 ? script : script.slice(0, ahead);
  });
  // The sort is stable, so scripts that rest on one another only need to be given in that order.
  return happened.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** The lines as NDJSON, each with its instant. */
export function* writeLines(lines: readonly MarketLine[]): Generator<string> {
  for (let from = 0; from < lines.length; ) {
    const { day } = lines[from] as MarketLine;
    let to = from;
    while (lines[to]?.day === day) to += 1;
    for (const [n, line] of lines.slice(from, to).entries()) {
      const at = startOfDay(day).getTime() + BEGINS_MS + Math.floor((n * LASTS_MS) / (to - from) / 1000) * 1000;
      yield written(line, new Date(at));
    }
    from = to;
  }
}

function written({ key, command, record, onBehalfOf, data, expect }: MarketLine, at: Date): string {
  return JSON.stringify({ key, command, ...(record === null ? {} : { record }), onBehalfOf, data, at: at.toISOString(), expect, synthetic: true });
}
