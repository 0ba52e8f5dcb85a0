// Law: the lines of a day are spread over its working hours in their order; an instant is a function of the day, the place and how many there are.
import { fromEpochDay } from '../../../domain/standards/calendar.js';
import type { ShelvedDay } from './day-shelves.js';

/** Work begins at eight in Riyadh, which is five in UTC, and lasts eight hours. */
const BEGINS_S = 5 * 3_600;
const LASTS_S = 8 * 3_600;
/** What stands behind a line's own text: `,"at":"2026-01-01T05:00:00.000Z"}` and the line feed. */
const TAIL_BYTES = 36;
const CLOSING_BRACE = 125;

/** The day's lines as NDJSON, each with its instant; what was shelved are JSON objects. */
export function timedLines({ day, count, texts }: ShelvedDay): Buffer {
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  const lines = Buffer.allocUnsafe(bytes + count * TAIL_BYTES);
  const date = fromEpochDay(day);
  let at = 0;
  let n = 0;
  for (const text of texts) {
    for (let from = 0; from < text.length; ) {
      const to = text.indexOf(10, from);
      if (text[to - 1] !== CLOSING_BRACE) throw new Error(`not an object: line ${n} of ${date}`);
      lines.set(text.subarray(from, to - 1), at);
      at += to - 1 - from;
      at += lines.write(`,"at":"${date}T${timeOfDay(BEGINS_S + Math.floor((n * LASTS_S) / count))}.000Z"}\n`, at, 'latin1');
      from = to + 1;
      n += 1;
    }
  }
  return lines.subarray(0, at);
}

function timeOfDay(second: number): string {
  return `${two(second / 3_600)}:${two((second / 60) % 60)}:${two(second % 60)}`;
}

function two(value: number): string {
  const whole = Math.floor(value);
  return whole < 10 ? `0${whole}` : `${whole}`;
}
