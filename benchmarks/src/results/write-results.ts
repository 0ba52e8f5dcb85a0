// RESULTS.md is made of the kept reports and of remarks written by hand, and of nothing else: it can be made again at any time.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { BenchReport } from '../harness/run-bench.js';
import { reached, targets } from './targets.js';

const HOME = new URL('../../', import.meta.url);

/** Writes `benchmarks/RESULTS.md` from `results/*.json` and `remarks/*.md`. */
export async function writeResults(): Promise<void> {
  const reports = await keptReports();
  const parts = [
    '# Results\n\nMade by `npm run bench -- all` (or one bench alone) from `results/*.json` and `remarks/*.md`; do not edit.\n',
    await remark('about'),
    machines(reports),
    targetTable(reports),
  ];
  for (const report of reports) parts.push(section(report), await remark(report.bench));
  await writeFile(new URL('RESULTS.md', HOME), `${parts.filter((part) => part !== '').join('\n')}`);
}

async function keptReports(): Promise<readonly BenchReport[]> {
  const folder = new URL('results/', HOME);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(new URL(name, folder), 'utf8')) as BenchReport));
}

async function remark(name: string): Promise<string> {
  try {
    return await readFile(new URL(`remarks/${name}.md`, HOME), 'utf8');
  } catch {
    return '';
  }
}

function machines(reports: readonly BenchReport[]): string {
  const rows = reports.map(({ bench, at, seconds, machine }) => {
    const { postgres } = machine;
    const peers = Object.entries(machine.peers).map(([name, version]) => `${name} ${version}`);
    const settings = Object.entries(postgres).filter(([name]) => name !== 'origin' && name !== 'server_version');
    return [
      `- **${bench}**: ${at.slice(0, 16).replace('T', ' ')} UTC, ${seconds} s, load before ${machine.loadBefore}; ${machine.cpu}, ${machine.cores} cores,`,
      `  ${machine.memoryGiB} GiB, ${machine.system}, Node.js ${machine.node}, PostgreSQL ${postgres['server_version'] ?? ''} (${postgres['origin'] ?? ''};`,
      `  ${settings.map(([name, value]) => `${name} ${value}`).join(', ')}); ${peers.join(', ')}`,
    ].join('\n');
  });
  return `## Machine and versions\n\n${rows.join('\n')}\n`;
}

function targetTable(reports: readonly BenchReport[]): string {
  const rows = reports.flatMap((report) =>
    Object.entries({ ...report.ratios, ...report.figures }).flatMap(([key, value]) => {
      const target = targets[key];
      if (target === undefined) return [];
      const [lowest, highest] = report.spread?.[key] ?? [];
      const spread = lowest === undefined ? '' : `${lowest} to ${highest ?? ''}`;
      const better = target.lower === true ? ' (lower is better)' : '';
      return [`| \`${key}\`${better} | **${value}** | ${spread} | ${target.floor} | ${target.aim} | ${reached(key, value) ?? ''} |`];
    }),
  );
  return `## Floors and aims\n\n| key | reached | rounds | floor | aim | |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

function section(report: BenchReport): string {
  const rows = Object.entries(report.figures).map(([key, value]) => {
    const [lowest, highest] = report.spread?.[key] ?? [];
    return `| \`${key}\` | ${value} | ${lowest === undefined ? '' : `${lowest} to ${highest ?? ''}`} |`;
  });
  const notes = (report.notes ?? []).map((note) => `- ${note}`);
  return [
    `## ${report.bench}\n`,
    `${report.title}. \`npm run bench -- ${report.bench}\`\n`,
    `| figure | median | rounds |\n|---|---|---|\n${rows.join('\n')}\n`,
    notes.length === 0 ? '' : `${notes.join('\n')}\n`,
  ].join('\n');
}
