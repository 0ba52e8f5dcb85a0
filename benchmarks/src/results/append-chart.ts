// A chart of appends a second by callers, drawn from a report; its colours are readable on light and on dark.
import { writeFile } from 'node:fs/promises';
import type { BenchReport } from '../harness/run-bench.js';

interface Series {
  readonly name: string;
  readonly label: string;
  readonly colour: string;
}

const SERIES: readonly Series[] = [
  { name: 'ours', label: 'Sijil', colour: '#1f9e89' },
  { name: 'insert', label: 'one plain insert an append (pg)', colour: '#8a8f98' },
  { name: 'emmett', label: 'emmett-postgresql', colour: '#d1704a' },
];
const INK = '#808890';
const WIDTH = 720;
const HEIGHT = 380;
const PLOT = { left: 70, right: 700, top: 76, bottom: 310 };

/** Draws `append.<store>.perSecond@<callers>` of a report as bars, and writes the picture. */
export async function writeAppendChart(report: BenchReport, callers: readonly number[], file: URL): Promise<void> {
  await writeFile(file, appendChart(report, callers));
}

/** The picture as SVG. */
export function appendChart(report: BenchReport, callers: readonly number[]): string {
  const value = (name: string, n: number): number => report.figures[`append.${name}.perSecond@${n}`] ?? 0;
  const highest = Math.max(1, ...SERIES.flatMap(({ name }) => callers.map((n) => value(name, n))));
  const step = niceStep(highest / 5);
  const top = Math.ceil(highest / step) * step;
  const y = (rate: number): number => PLOT.bottom - (rate / top) * (PLOT.bottom - PLOT.top);
  const parts: string[] = [];
  for (let rate = 0; rate <= top; rate += step) {
    parts.push(
      `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(rate)}" y2="${y(rate)}" stroke="${INK}" stroke-opacity="0.35"/>`,
      text(PLOT.left - 8, y(rate) + 4, rate.toLocaleString('en'), 'end', 12),
    );
  }
  const group = (PLOT.right - PLOT.left) / callers.length;
  const bar = (group * 0.8) / SERIES.length;
  for (const [g, n] of callers.entries()) {
    const x0 = PLOT.left + g * group + group * 0.1;
    for (const [s, { name, colour, label }] of SERIES.entries()) {
      const rate = value(name, n);
      const x = x0 + s * bar;
      parts.push(
        `<rect x="${x.toFixed(1)}" y="${y(rate).toFixed(1)}" width="${(bar - 3).toFixed(1)}" height="${(PLOT.bottom - y(rate)).toFixed(1)}" fill="${colour}"><title>${label}, ${n} callers: ${Math.round(rate)} a second</title></rect>`,
        text(x + (bar - 3) / 2, y(rate) - 5, Math.round(rate).toLocaleString('en'), 'middle', 11),
      );
    }
    parts.push(text(x0 + group * 0.4, PLOT.bottom + 18, n === 1 ? '1 caller' : `${n} callers`, 'middle', 12));
  }
  let at = PLOT.left;
  for (const { label, colour } of SERIES) {
    parts.push(`<rect x="${at}" y="47" width="12" height="12" fill="${colour}"/>`, text(at + 18, 57, label, 'start', 12));
    at += 40 + label.length * 7;
  }
  const { machine, at: when } = report;
  const source = [
    'Durable appends of one event (575 B data, 130 B metadata) to a new stream; medians of alternating rounds.',
    `npm run bench -- append, ${when.slice(0, 10)}: ${machine.cores} cores of ${machine.cpu} shared by client and server, PostgreSQL ${machine.postgres['server_version'] ?? ''}.`,
  ];
  parts.push(text(PLOT.left, 28, 'Appends a second by concurrent callers', 'start', 17, true));
  for (const [n, line] of source.entries()) parts.push(text(PLOT.left, PLOT.bottom + 44 + n * 16, line, 'start', 11));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" role="img" aria-label="Appends a second by concurrent callers">\n${parts.join('\n')}\n</svg>\n`;
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end', size: number, bold = false): string {
  const weight = bold ? ' font-weight="600"' : '';
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" font-size="${size}"${weight} fill="${INK}">${words}</text>`;
}

/** 1, 2 or 5 times a power of ten, not below. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10);
}
