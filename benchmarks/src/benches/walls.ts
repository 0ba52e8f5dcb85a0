// What the walls cost who stays inside, and what they do to who does not: the times that the tests name and do not assert.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgramParameters } from '../contenders/reads/program.js';
import type { ReadTask } from '../contenders/reads/parameters.js';
import type { WallsMeasure, WallsParameters, WallsTask } from '../contenders/walls/parameters.js';
import type { Bench, StartedContender } from '../harness/bench.js';
import { playRounds } from '../harness/rounds.js';
import { Summary } from '../harness/summary.js';
import { fillForEmployers } from '../ledger/fill-for-employers.js';
import type { HttpMeasure } from '../load/http-load.js';

const CALLERS = 32;

/** Employers' reads behind both walls, refusals, hostile requests and a burst. */
export const bench: Bench = {
  name: 'walls',
  title: 'employers’ reads beside a service’s, refusals of another’s record beside those of none, hostile requests, and one tenant’s burst',
  async run(run) {
    const rounds = run.quick ? 3 : 11;
    const durationMs = run.quick ? 1_000 : 2_000;
    const records = run.quick ? 8_000 : 20_000;
    const pairs = run.quick ? 200 : 1_000;
    const burstMs = run.quick ? 4_000 : 15_000;
    const bursts = run.quick ? 2 : 6;
    const home = await mkdtemp(join(tmpdir(), 'sijil-bench-home-'));
    try {
      const place = { mainUrl: await run.database('walls'), vaultUrl: await run.database('walls_vault'), home };
      run.say(`fills a ledger with ${records} employees and as many work permits, of ${CALLERS} companies`);
      const { employers, ...ids } = await fillForEmployers(place, CALLERS, records);

      const task: ReadTask = { callers: CALLERS, durationMs, which: 'again' };
      const service = await run.start<ReadTask, HttpMeasure>('reads/program', { place, ids } satisfies ProgramParameters);
      const own = await run.start<ReadTask, HttpMeasure>('reads/program', { place, ids, employers } satisfies ProgramParameters);
      const reads = new Summary(
        await playRounds(
          [
            { key: 'service', contender: service, task },
            { key: 'employers', contender: own, task },
          ],
          rounds,
          run.say,
        ),
      );
      for (const key of ['service', 'employers']) {
        reads.figure(`walls.${key}.perSecond@${CALLERS}`, key, ({ perSecond }) => perSecond);
        reads.figure(`walls.${key}.p99ms@${CALLERS}`, key, ({ p99Ms }) => p99Ms);
        reads.figure(`walls.${key}.serverCpuUs@${CALLERS}`, key, ({ serverCpuUs }) => serverCpuUs);
      }
      reads.ratio('walls.employers.service', 'employers', 'service', ({ perSecond }) => perSecond);
      await service.close();
      await own.close();

      const walls = await run.start<WallsTask, WallsMeasure>('walls/program', { place, employers, permits: ids.permits } satisfies WallsParameters);
      const refused = new Summary(await turns(walls, rounds, () => ({ kind: 'refusals', pairs })));
      refused.figure('walls.refusal.other.ms', 'turn', ({ otherMs = Number.NaN }) => otherMs);
      refused.figure('walls.refusal.absent.ms', 'turn', ({ absentMs = Number.NaN }) => absentMs);
      refused.figure('walls.refusal.gapMs', 'turn', ({ otherMs = Number.NaN, absentMs = Number.NaN }) => Math.abs(otherMs - absentMs));
      run.say('refusals timed');
      const hostile = new Summary(await turns(walls, rounds, () => ({ kind: 'hostile', times: 3 })));
      hostile.figure('walls.hostile.longestMs', 'turn', ({ longestMs = Number.NaN }) => longestMs);
      hostile.figure('walls.hostile.answered5xx', 'turn', ({ answered5xx = Number.NaN }) => answered5xx);
      hostile.figure('walls.hostile.rssGrowthMb', 'turn', ({ beforeMb = Number.NaN, afterMb = Number.NaN }) => afterMb - beforeMb);
      run.say('hostile requests timed');
      const burst = new Summary(await besideBursts(walls, bursts, burstMs));
      burst.figure('walls.others.p99ms', 'alone', ({ othersP99Ms = Number.NaN }) => othersP99Ms);
      burst.figure('walls.others.besideBurst.p99ms', 'beside', ({ othersP99Ms = Number.NaN }) => othersP99Ms);
      burst.figure('walls.others.refused', 'beside', ({ othersRefused = Number.NaN }) => othersRefused);
      burst.figure('walls.burst.429', 'beside', ({ tooMany = Number.NaN }) => tooMany);
      burst.figure('walls.burst.cut', 'beside', ({ cut = Number.NaN }) => cut);
      // Of one core, while the others ask: what the program does for them, what it does beside the burst, and what the sender of the burst does.
      burst.figure('walls.others.serverCpuShare', 'alone', ({ serverCpuMs = Number.NaN }) => serverCpuMs / burstMs);
      burst.figure('walls.others.besideBurst.serverCpuShare', 'beside', ({ serverCpuMs = Number.NaN }) => serverCpuMs / burstMs);
      burst.figure('walls.burst.senderCpuShare', 'beside', ({ senderCpuMs = Number.NaN }) => senderCpuMs / burstMs);
      burst.ratio('walls.others.besideBurst', 'beside', 'alone', ({ othersP99Ms = Number.NaN }) => othersP99Ms);
      const all = [reads, refused, hostile, burst];
      return {
        figures: Object.assign({}, ...all.map(({ figures }) => figures)) as Record<string, number>,
        ratios: Object.assign({}, ...all.map(({ ratios }) => ratios)) as Record<string, number>,
        spread: Object.assign({}, ...all.map(({ spread }) => spread)) as Record<string, readonly [number, number]>,
        notes: [
          `${rounds} rounds, ${bursts} of the burst; reads: ${durationMs} ms at ${CALLERS} callers, quotas above the load; ${records.toLocaleString('en')} employees and as many work permits, of ${CALLERS} companies`,
          `refusals: ${pairs} pairs a round; burst: ten times the quota of 600 a minute within ${burstMs / 1_000} s, while 16 others send six a second each, timed from when each was due`,
        ],
      };
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  },
};

type Walls = StartedContender<WallsTask, WallsMeasure>;

/** Turns of one kind; the first warms up. */
async function turns(walls: Walls, rounds: number, task: (round: number) => WallsTask): Promise<ReadonlyMap<string, readonly WallsMeasure[]>> {
  const measures: WallsMeasure[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const measure = await walls.work(task(round));
    if (round > 0) measures.push(measure);
  }
  return new Map([['turn', measures]]);
}

/** The others alone, then beside a burst, in each round by another tenant, whose quota is untouched. */
async function besideBursts(walls: Walls, rounds: number, durationMs: number): Promise<ReadonlyMap<string, readonly WallsMeasure[]>> {
  const samples = { alone: [] as WallsMeasure[], beside: [] as WallsMeasure[] };
  // What paces and refuses is as cold as the rest until it has run.
  await walls.work({ kind: 'others', durationMs, burst: true, whose: rounds % CALLERS });
  for (let round = 0; round < rounds; round += 1) {
    const whose = round % CALLERS;
    samples.alone.push(await walls.work({ kind: 'others', durationMs, burst: false, whose }));
    samples.beside.push(await walls.work({ kind: 'others', durationMs, burst: true, whose }));
  }
  return new Map(Object.entries(samples));
}
