// Law: a line's text follows from the line and from who speaks in it; its instant is not of it.
import type { MarketLine, Parties } from './market-line.js';
import { speakerOf } from './spoken-for.js';

/** The line as a JSON object without its instant. */
export function textOf(line: MarketLine, parties: Parties): string {
  const { key, command, record, data, expect } = line;
  const onBehalfOf = speakerOf(line, line.parties ?? parties);
  if (record === null) {
    if (onBehalfOf === null) return JSON.stringify({ key, command, data, expect, synthetic: true });
    return JSON.stringify({ key, command, onBehalfOf, data, expect, synthetic: true });
  }
  if (onBehalfOf === null) return JSON.stringify({ key, command, record, data, expect, synthetic: true });
  return JSON.stringify({ key, command, record, onBehalfOf, data, expect, synthetic: true });
}
