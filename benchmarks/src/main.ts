// Runs benches one after another. Started by run.mjs, which has checked the words.
import { mkdir, writeFile } from 'node:fs/promises';
import { CALLERS } from './benches/append.js';
import { benches } from './benches/benches.js';
import { runBench, type BenchReport } from './harness/run-bench.js';
import { writeAppendChart } from './results/append-chart.js';
import { reportText } from './results/print-report.js';
import { writeResults } from './results/write-results.js';

const [names = '', ...flags] = process.argv.slice(2);
const quick = flags.includes('--quick');
const results = new URL('../results/', import.meta.url);

const reports: BenchReport[] = [];
for (const name of names.split(',')) {
  const load = benches[name];
  if (load === undefined) {
    process.stderr.write(`there is no bench ${name} yet\n`);
    process.exitCode = 1;
    continue;
  }
  const { bench } = await load();
  const report = await runBench(bench, quick, (line) => void process.stderr.write(`${line}\n`));
  reports.push(report);
  if (flags.includes('--json')) process.stdout.write(`${JSON.stringify(report)}\n`);
  else process.stdout.write(`${reportText(report)}\n`);
  // Only whole runs are kept: quick ones would overwrite what was measured with more care.
  if (!quick) {
    await mkdir(results, { recursive: true });
    await writeFile(new URL(`${name}.json`, results), `${JSON.stringify(report, null, 2)}\n`);
    if (name === 'append') await writeAppendChart(report, CALLERS, new URL('../../docs/appends-by-callers.svg', import.meta.url));
    await writeResults();
  }
}
if (reports.length > 1 && flags.includes('--json')) {
  const all = (of: (report: BenchReport) => Readonly<Record<string, number>>) =>
    Object.assign({}, ...reports.map(of)) as Record<string, number>;
  process.stdout.write(`${JSON.stringify({ bench: 'all', quick, figures: all((r) => r.figures), ratios: all((r) => r.ratios) })}\n`);
}
