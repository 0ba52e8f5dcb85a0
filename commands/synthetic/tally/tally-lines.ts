import type { MarketTally } from './tally.js';

/** What a market comes to, in lines for a reader: totals, the stock of the last day, lines that must be refused, and rare cases. */
export function tallyLines(tally: MarketTally): readonly string[] {
  const { lines, accepted, refused, stock, cases } = tally;
  return [
    `${said(lines)} lines: ${said(accepted)} to be accepted, ${said(lines - accepted)} to be refused`,
    ...section('on the last day', stock),
    ...section('to be refused', refused),
    ...section('cases', cases),
  ];
}

function section(title: string, counts: ReadonlyMap<string, number>): readonly string[] {
  if (counts.size === 0) return [];
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return [`${title}:`, ...sorted.map(([what, count]) => `  ${what}: ${said(count)}`)];
}

function said(count: number): string {
  return count.toLocaleString('en');
}
