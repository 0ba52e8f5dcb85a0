import Table from 'cli-table3';
import type { BenchReport } from '../harness/run-bench.js';
import { reached, targets } from './targets.js';

/** A report for people: what was measured, its spread over the rounds, and how it stands to floor and aim. */
export function reportText(report: BenchReport): string {
  const table = new Table({
    head: ['', 'median', 'lowest', 'highest', 'floor', 'aim', ''],
    style: { head: [], border: [], compact: true },
  });
  for (const [key, value] of [...Object.entries(report.ratios), ...Object.entries(report.figures)]) {
    const [lowest = '', highest = ''] = report.spread?.[key] ?? [];
    const target = targets[key];
    table.push([key, value, lowest, highest, target?.floor ?? '', target?.aim ?? '', reached(key, value) ?? '']);
  }
  const quick = report.quick ? ' (quick: fewer and shorter rounds)' : '';
  const notes = (report.notes ?? []).map((note) => `  ${note}\n`).join('');
  return `${report.bench}: ${report.title}${quick}\n${table.toString()}\n${notes}`;
}
