// Law: the report of a market is its tally set beside what is published: nothing in it is written by hand but the words.
import { BANDS } from '../../../../domain/saudization/band.js';
import { nitaqatSource } from '../margins/nitaqat-activities.js';
import { unitSource } from '../margins/occupation-units.js';
import { expatWageSource } from '../margins/wage.js';
import { BAND_COLOURS, barChart } from './chart.js';
import { assumedTables, bandRows, numbersTable, publishedTables, type Cell, type ReportTable } from './tables.js';
import { WAGE_STEP, WAGE_STEPS, type MarketTally } from './tally.js';

/** A file of the report, by its name within the folder that it is written to. */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
}

const NAME = 'synthetic-data';

/** The report: a page and its charts. */
export function reportFiles(tally: MarketTally): readonly ReportFile[] {
  const published = publishedTables(tally);
  const charts = chartsOf(tally, published);
  return [{ name: `${NAME}.md`, text: page(tally, published, charts) }, ...charts.map(({ name, svg }) => ({ name, text: svg }))];
}

const HOW = [
  'Made by `sijil generate --companies N --seed S --out DIR --report`; the page is written while the market is. A market is a function of its size, seed, first and last day, to the byte:',
  '',
  '- **Companies** have the quantiles of the sizes, so a market of any number of companies has its giants. Activities are dealt by quota, the largest companies first; in each section the number of Saudis is met to a head, while companies vary about it.',
  '- **Posts** are drawn from evenly spread series (multiples of irrational steps) of their section and side. The tables of sex, occupation and nationality, published apart, are fitted into one another first (iterative proportional fitting).',
  '- **People** hold the posts one after the other; all holders of a post share its attributes. Whoever goes from one company to another stays within a block of 256 companies, so the market is made block by block in little memory.',
  '- **Owners** of several companies lie in one block. An entity is all companies of one owner in one Nitaqat activity; small entities of one owner that are six workers and more together count as one, on curve 101. An owner who works in his company is insured there as its owner, and is none of its employees.',
  '- **Work of some weeks** (the season of the pilgrimage; work of up to three months, or twice that) is done by people who enter on seasonal and temporary visas, beside the posts that are counted below; nobody does any on the last day.',
  '- **Bands** gate what companies may do from the first rated day (2026-04-26) on. Permits, visas and others’ employees are then asked for by companies alone that stand clearly, by three points and more, where these are given; renewals and branches need less than first permits. Who stands elsewhere renews ahead of that day where the law allows it, keeps the residents that it has instead of replacing them, and lets permits run out. In each block one RED company asks for six things that it must be refused, and one human leaves it without its consent. A history that begins after 2025-07-10 has no permit old enough to be renewed, and five such refusals. Averages begin 26 weeks before the first rated day: in a history that begins after 2025-10-27 hardly a line is gated, and the command says so.',
  '- **Numbers** follow from the post and the holder’s place among its holders, in one synthetic block of ten million a kind: national ids 19…, iqamas 29…, border numbers 39…, unified numbers 79…, establishments n-9…, passports SYN….',
  '',
  'With `--as state` the last day’s facts are written instead of the history, a JSON line each: `company`, then its `establishment`s, then their `employee`s, then its `owner` where he works in it (fields: `commands/synthetic/population/write-state.ts`). Benchmarks read the same market as entities with their workers (`market-entities.ts`).',
  '',
  'What it takes, on a machine whose two cores had some thirty other programs to run, which costs processor time as well (1.5 GiB are allowed):',
  '',
  '| `sijil generate --seed 1 --out DIR …` | lines | bytes | processor time, s | lines a second of it | memory at its highest, MiB |',
  '| --- | --: | --: | --: | --: | --: |',
  '| `--companies 100000 --report` | 29,265,341 | 9,561,490,178 | 399 | 73,300 | 575 |',
  '| `--companies 10000`, busiest hour | 2,867,784 | 929,406,535 | 58 | 49,200 | 367 |',
  '| `--companies 100000 --as state --report` | 1,167,106 | 509,083,393 | 42 | 27,600 | 171 |',
  '',
  'To load that state is to read its lines into memory, 15 s of processor time, or to take the same market as 90,882 entities with 973,124 workers and owners, as the benchmarks do, 23 s.',
].join('\n');

interface Chart {
  readonly name: string;
  readonly title: string;
  readonly svg: string;
}

function chartsOf(tally: MarketTally, published: readonly ReportTable[]): readonly Chart[] {
  const beside = published
    .filter(({ title }) => !title.startsWith('Wages'))
    .map(({ title, cells }): Chart => ({
      name: `${NAME}-${slug(title)}.svg`,
      title,
      svg: barChart(`${title}, %`, ['generated', 'published'], cells.map(({ name, generated, published: other }) => ({ label: name, values: [generated, other] })), ''),
    }));
  const step = (n: number): string => (n === WAGE_STEPS ? `${(n * WAGE_STEP) / 1000} thousand and more` : `${(n * WAGE_STEP) / 1000}-${((n + 1) * WAGE_STEP) / 1000} thousand`);
  const all = { saudi: totalOf(tally, 'saudi'), expat: totalOf(tally, 'expat') };
  const wages = Array.from({ length: WAGE_STEPS + 1 }, (_, n) => ({
    label: step(n),
    values: (['saudi', 'expat'] as const).map((side) => (100 * tally.wageSteps.of(`${side} ${n}`)) / Math.max(1, all[side])),
  }));
  const bands = bandRows(tally)
    .filter(({ share }) => share >= 1)
    .map(({ activity, bands: values }) => ({ label: activity, values }));
  return [
    ...beside,
    { name: `${NAME}-wages.svg`, title: 'Wages', svg: barChart('Contributory wages in SAR a month, % of each side', ['Saudis', 'others'], wages, '') },
    { name: `${NAME}-bands.svg`, title: 'Bands', svg: barChart('Entities of six and more by band', BANDS, bands, '', BAND_COLOURS) },
  ];
}

function totalOf(tally: MarketTally, side: 'saudi' | 'expat'): number {
  return tally.sex.of(`${side} male`) + tally.sex.of(`${side} female`);
}

function page(tally: MarketTally, published: readonly ReportTable[], charts: readonly Chart[]): string {
  const { companies, seed, from, to, overSample } = tally.options;
  const worst = Math.max(...published.slice(0, 4).flatMap(({ cells }) => cells.map(deviation)));
  const parts = [
    '# Synthetic data',
    'Everything below is counted from a generated market while it was generated. No person or company in it exists: names are put together from word lists of our own, numbers come from one marked block of each kind, and every record says that it is synthetic.',
    [
      `Generated: ${numeral(companies)} companies, seed ${seed}, from ${from} to ${to}; ${numeral(tally.stock())} employees on the last day.`,
      `The largest deviation in activity × Saudi, sex, others by occupation and size is ${worst.toFixed(2)} percentage points.`,
      ...(overSample === undefined ? [] : [`Companies of six and more are over-sampled: ${overSample.sixAndMore} of a hundred, published 11.`]),
    ].join(' '),
    HOW,
    'The market is the private sector. Employees of the government (1,768,721 of 15,887,504 in the registers of Q4-23) and domestic workers (3,826,513) have no record at a labour office and are left out. Shares are those of the stock on the last day; a post keeps its attributes while people come and go, so they hold on the days before as well.',
    '## Beside what is published',
    ...published.map((table) => section(table, charts)),
    image(charts, 'Wages'),
    '## Bands',
    'Entities of six workers and more by the heads of the last day (no average over weeks). From 5,000 companies on, every band of every activity with a hundredth of the workers is held by at least one entity, whose heads are drawn for it and do not change in the last 200 days; all others fall as their numbers of Saudis, which vary about what is usual in the activity, make them.',
    bandTable(tally),
    image(charts, 'Bands'),
    '## Assumed',
    'No figures were found for what follows, or only for a part of it. It is drawn within what the law allows, and can be replaced table by table.',
    `Assumed as well, and without a table here: ${[nitaqatSource, unitSource, expatWageSource].map(({ assumed }) => assumed).join('; ')}.`,
    ...assumedTables(tally).map((table) => section(table, charts)),
    section(numbersTable(tally), charts),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(table: ReportTable, charts: readonly Chart[]): string {
  const { title, source, note, cells, unit } = table;
  const from = 'published' in source ? `Source: ${source.published}.` : `Assumed: ${source.assumed}.`;
  const compared = cells.some(({ published }) => published !== null);
  const header = compared ? ['', `generated, ${unit}`, `published, ${unit}`, 'deviation'] : ['', `generated${unit === 'count' ? '' : `, ${unit}`}`];
  const rows = cells.map((cell) => [cell.name, shown(cell.generated, unit), ...(compared ? [cell.published === null ? 'assumed' : shown(cell.published, unit), cell.published === null ? '' : signed(cell)] : [])]);
  return [`### ${title}`, note === undefined ? from : `${from} ${note[0]?.toUpperCase() ?? ''}${note.slice(1)}.`, tableOf(header, rows), image(charts, title)].filter((part) => part !== '').join('\n\n');
}

function bandTable(tally: MarketTally): string {
  const rows = bandRows(tally).map(({ activity, share, bands }) => [activity, share.toFixed(2), ...bands.map(String)]);
  return tableOf(['activity', 'workers, %', ...BANDS], rows);
}

function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, n) => (n === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

function image(charts: readonly Chart[], title: string): string {
  const chart = charts.find((one) => one.title === title);
  return chart === undefined ? '' : `![${title}](${chart.name})`;
}

function deviation({ generated, published }: Cell): number {
  return published === null ? 0 : Math.abs(generated - published);
}

function signed({ generated, published }: Cell): string {
  const off = generated - (published ?? generated);
  return `${off >= 0 ? '+' : '−'}${Math.abs(off).toFixed(2)}`;
}

function shown(value: number, unit: ReportTable['unit']): string {
  return unit === 'count' ? numeral(value) : value.toFixed(2);
}

function numeral(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function slug(title: string): string {
  return title.toLowerCase().replaceAll('×', 'by').replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '');
}
