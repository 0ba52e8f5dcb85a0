// Law: a chart is drawn from its numbers alone, readable on light and dark ground and without colour.

/** Bars of one label: each series' value, null where it has none. */
export interface ChartRow {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

const WIDTH = 760;
const LEFT = 300;
const LEGEND = 130;
const BAR = 9;
const GAP = 8;
const TOP = 44;
const INK = '#808890';
const COLOURS: readonly string[] = ['#1f9e89', '#8a8f98', '#c2703d', '#5b7fb5', '#b58ad6'];
/** Bands from the lowest up, as the programme's own names suggest them. */
export const BAND_COLOURS: readonly string[] = ['#c8453b', '#9bc26b', '#5aa35a', '#2b7a4b', '#8a93b8'];

/** Horizontal bars, one group a row, as an SVG picture. */
export function barChart(title: string, series: readonly string[], rows: readonly ChartRow[], unit: string, colours = COLOURS): string {
  const most = Math.max(1e-9, ...rows.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const group = series.length * BAR + GAP;
  const height = TOP + rows.length * group + 8;
  const legend = Math.min(LEFT, WIDTH - series.length * LEGEND);
  const x = (value: number): number => ((WIDTH - LEFT - 70) * value) / most;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" role="img" aria-label="${escaped(title)}">`,
    `<text x="8" y="18" font-size="14" fill="${INK}">${escaped(title)}</text>`,
    ...series.map((name, n) => {
      const at = legend + n * LEGEND;
      return `<rect x="${at}" y="26" width="10" height="10" fill="${colours[n % colours.length]}"/><text x="${at + 14}" y="35" font-size="11" fill="${INK}">${escaped(name)}</text>`;
    }),
  ];
  rows.forEach(({ label, values }, row) => {
    const y = TOP + row * group;
    lines.push(`<text x="${LEFT - 8}" y="${y + (series.length * BAR) / 2 + 4}" text-anchor="end" font-size="11" fill="${INK}">${escaped(label)}</text>`);
    values.forEach((value, n) => {
      if (value === null) return;
      const width = x(value).toFixed(1);
      lines.push(
        `<rect x="${LEFT}" y="${y + n * BAR}" width="${width}" height="${BAR - 1}" fill="${colours[n % colours.length]}"><title>${escaped(`${label}, ${series[n] ?? ''}: ${numeral(value)}${unit}`)}</title></rect>`,
        `<text x="${(LEFT + Number(width) + 4).toFixed(1)}" y="${y + n * BAR + 8}" font-size="9" fill="${INK}">${numeral(value)}${unit}</text>`,
      );
    });
  });
  return `${lines.join('\n')}\n</svg>\n`;
}

function numeral(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
