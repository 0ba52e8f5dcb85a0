// The last words of a test run: what was skipped for want of a server, then the counts, alone on the last line.
import type { Reporter, SerializedError, TestModule, TestSuite } from 'vitest/node';
import { SMALL_DISK_MARK } from './small-disk.js';
import { needMark, OPTIONAL_SERVERS, type ServerVariable } from './needs-server.js';

/** Counts of a run. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Reporter that prints the closing summary when the run's process ends, behind everything else. */
export default class ClosingSummary implements Reporter {
  private lines: readonly string[] = [];

  onInit(): void {
    process.once('exit', () => {
      if (this.lines.length > 0) process.stdout.write(`\n${this.lines.join('\n')}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    this.lines = [...skippedServers(modules), countsLine(countTests(modules, unhandledErrors.length))];
  }
}

/** One line for each server, and for the file system, that suites wanted and did not have. */
export function skippedServers(modules: readonly TestModule[]): string[] {
  const suites = modules.flatMap((module) => [...module.children.allSuites()]);
  const disks = suites.filter((suite) => suite.options.mode === 'skip' && suite.name.endsWith(SMALL_DISK_MARK)).length;
  const full = disks === 0 ? [] : [`skipped: a full disk (this account may not mount a file system): ${suitesOf(disks)}`];
  const servers = (Object.keys(OPTIONAL_SERVERS) as ServerVariable[]).flatMap((variable) => {
    const wanting = suites.filter((suite) => isSkippedFor(suite, variable)).length;
    if (wanting === 0) return [];
    return [`skipped: ${OPTIONAL_SERVERS[variable]} (${variable} is not set): ${suitesOf(wanting)}`];
  });
  return [...servers, ...full];
}

function suitesOf(count: number): string {
  return `${String(count)} ${count === 1 ? 'suite' : 'suites'}`;
}

function isSkippedFor(suite: TestSuite, variable: ServerVariable): boolean {
  return suite.options.mode === 'skip' && suite.name.endsWith(needMark(variable));
}

/** Counts tests; a file that could not be run and an error outside tests count as failed, a test that never ran as skipped. */
export function countTests(modules: readonly TestModule[], unhandledErrors: number): TestCounts {
  let [passed, failed, skipped] = [0, unhandledErrors, 0];
  for (const module of modules) {
    const tests = [...module.children.allTests()];
    passed += tests.filter((test) => test.result().state === 'passed').length;
    const failedHere = tests.filter((test) => test.result().state === 'failed').length;
    skipped += tests.filter((test) => test.result().state === 'skipped' || test.result().state === 'pending').length;
    failed += failedHere === 0 && module.state() === 'failed' ? 1 : failedHere;
  }
  return { passed, failed, skipped };
}

/** The last line, to be read by people and programs. */
export function countsLine(counts: TestCounts): string {
  return `${String(counts.passed)} passed, ${String(counts.failed)} failed, ${String(counts.skipped)} skipped`;
}
