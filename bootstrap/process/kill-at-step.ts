import type { MoveStep } from '../serve/move-ledger.js';
import type { Step, StepHook } from '../../commands/handler/request.js';
import type { Failpoint } from '../../projections/engine/runner.js';

const STEPS: readonly Step[] = ['leased', 'claimed-identifiers', 'decided', 'sealed', 'claimed-places', 'appended', 'answered'];

/**
 * For crash tests only: SIJIL_KILL_AT=`<command>:<step>` kills this process (SIGKILL) when that command reaches
 * that step. Never in production, where the variable is not looked at.
 */
export function stepHookFromEnvironment(environment: string, setting: string | undefined): StepHook | undefined {
  if (setting === undefined || environment === 'production') return undefined;
  const [command, step] = setting.split(':');
  if (command === 'projector' || command === 'thread') return undefined;
  if (!STEPS.includes(step as Step)) throw new Error(`SIJIL_KILL_AT: ${setting} names no step`);
  return (reached, request) => {
    if (reached === step && request.name === command) process.kill(process.pid, 'SIGKILL');
  };
}

/** The same in a thread that decides commands; SIJIL_KILL_AT=`thread:<command>:<step>` ends only that thread. */
export function threadStepHookFromEnvironment(environment: string, setting: string | undefined): StepHook | undefined {
  const [subject, command, step] = setting?.split(':') ?? [];
  if (subject !== 'thread') return stepHookFromEnvironment(environment, setting);
  if (environment === 'production') return undefined;
  if (!STEPS.includes(step as Step)) throw new Error(`SIJIL_KILL_AT: ${String(setting)} names no step`);
  return (reached, request) => {
    // In a thread this ends the thread, and nothing of it runs on.
    if (reached === step && request.name === command) process.exit(1);
  };
}

const MOVE_STEPS: readonly MoveStep[] = ['compared', 'begun', 'copied', 'verified', 'moved'];

/** The same for `SIJIL_KILL_AT=copy-log:<step>`. */
export function moveStepHookFromEnvironment(environment: string, setting: string | undefined): ((step: MoveStep) => void) | undefined {
  const [command, step] = setting?.split(':') ?? [];
  if (command !== 'copy-log' || environment === 'production') return undefined;
  if (!MOVE_STEPS.includes(step as MoveStep)) throw new Error(`SIJIL_KILL_AT: ${setting} names no step`);
  return (reached) => {
    if (reached === step) process.kill(process.pid, 'SIGKILL');
  };
}

/**
 * For crash tests only, as above: SIJIL_KILL_AT=`projector:<place>:<n>` kills this process when a read model of it
 * reaches that place of its work for the n-th time.
 */
export function failpointFromEnvironment(environment: string, setting: string | undefined): Failpoint | undefined {
  const [subject, place, count] = setting?.split(':') ?? [];
  if (subject !== 'projector' || environment === 'production') return undefined;
  let left = Number(count);
  return (reached) => {
    if (reached !== place) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
