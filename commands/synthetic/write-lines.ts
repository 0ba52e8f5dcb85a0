// Law: the lines of all scripts run in order of day, those of one day spread over its working hours; nothing of a script is told beyond the present.
import { startOfDay, type IsoDate } from '../../domain/standards/calendar.js';
import type { MarketLine, Script } from './market-line.js';

const MINUTE_MS = 60_000;
/** Work begins at eight in Riyadh and lasts eight hours; on the last day it has only begun. */
const BEGINS_MS = 8 * 60 * MINUTE_MS;
const LASTS_MS = 8 * 60 * MINUTE_MS;
const LASTS_TODAY_MS = 60 * MINUTE_MS;

/** What has happened by the present: each script up to its first line that lies ahead, by day; lines of one day in the order of the scripts. */
export function happenedBy(scripts: readonly Script[], today: IsoDate): readonly MarketLine[] {
  const happened = scripts.flatMap((script) => {
    const ahead = script.findIndex((line) => line.day > today);
    return ahead < 0 ? script : script.slice(0, ahead);
  });
  // The sort is stable, so scripts that rest on one another only need to be given in that order.
  return happened.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** The lines as NDJSON, each with its instant. */
export function* writeLines(lines: readonly MarketLine[], today: IsoDate): Generator<string> {
  for (let from = 0; from < lines.length; ) {
    const day = lines[from]?.day ?? today;
    let to = from;
    while (lines[to]?.day === day) to += 1;
    const lasts = day === today ? LASTS_TODAY_MS : LASTS_MS;
    for (const [n, line] of lines.slice(from, to).entries()) {
      const at = startOfDay(day).getTime() + BEGINS_MS + Math.floor((n * lasts) / (to - from) / 1000) * 1000;
      yield written(line, new Date(at));
    }
    from = to;
  }
}

function written({ key, command, record, data, expect }: MarketLine, at: Date): string {
  return JSON.stringify({ key, command, ...(record === null ? {} : { record }), data, at: at.toISOString(), expect, synthetic: true });
}
