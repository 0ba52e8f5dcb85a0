import { tmpdir } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';
import { processState, tracesBetween } from './leave-no-trace.js';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const one of undo.splice(0)) one();
});

it('sees nothing where nothing was changed', () => {
  expect(tracesBetween(processState(), processState())).toEqual([]);
});

it('names what a file of tests changed and did not put back', () => {
  const before = processState();
  const [folder, umask, heard] = [process.cwd(), process.umask(), (): void => undefined];
  process.env['SIJIL_SPEC_TRACE'] = 'left';
  process.chdir(tmpdir());
  process.umask(0o077);
  process.on('SIGHUP', heard);
  vi.useFakeTimers({ toFake: ['performance'] });
  undo.push(
    () => void delete process.env['SIJIL_SPEC_TRACE'],
    () => process.chdir(folder),
    () => void process.umask(umask),
    () => void process.off('SIGHUP', heard),
    () => void vi.useRealTimers(),
  );
  expect(tracesBetween(before, processState())).toEqual([
    'the variable SIJIL_SPEC_TRACE',
    `the folder ${process.cwd()}`,
    'the umask 77',
    'listeners of SIGHUP',
    'fake timers',
  ]);
});
