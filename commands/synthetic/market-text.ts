// Law: a line's text follows from the line and from who speaks in it; its instant is not of it.
import type { LineName, MarketLine, Parties } from './market-line.js';
import { speakerOf } from './spoken-for.js';

/** The line as a JSON object without its instant. */
export function textOf(line: MarketLine, parties: Parties): string {
  const { key, command, record, data, expect } = line;
  const onBehalfOf = speakerOf(line, line.parties ?? parties);
  // Keys, names of commands, codes and numbers are words of our own: there is nothing in them to escape.
  const about = record === null ? '' : `,"record":${nameText(record)}`;
  const spoken = onBehalfOf === null ? '' : `,"onBehalfOf":${nameText(onBehalfOf)}`;
  return `{"key":"${key}","command":"${command}"${about}${spoken},"data":${JSON.stringify(data)},"expect":"${expect}","synthetic":true}`;
}

function nameText(name: LineName): string {
  if ('identifier' in name) return `{"identifier":{"scheme":"${name.identifier.scheme}","value":"${name.identifier.value}"}}`;
  return name.n === undefined ? `{"createdBy":"${name.createdBy}"}` : `{"createdBy":"${name.createdBy}","n":${name.n}}`;
}
