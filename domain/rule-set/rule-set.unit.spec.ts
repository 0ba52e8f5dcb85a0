import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nitaqat2026 } from '../saudization/nitaqat-2026.js';
import type { RuleSet } from '../saudization/rule-set.js';
import { addDays, toIsoDate } from '../standards/calendar.js';
import { deciderSpec } from '../testing/decider-spec.js';
import { testId } from '../testing/test-facts.js';
import type { RuleSetCommand } from './commands.js';
import { ruleSetDecider } from './decider.js';
import type { RuleSetEvent } from './events.js';
import { ruleSetInForce } from './in-force.js';

const today = toIsoDate('2026-12-01');
const [hash, otherHash] = ['a'.repeat(64), 'b'.repeat(64)];
const [first, second] = [testId('first account'), testId('second account')];
const [sara, omar] = [testId('sara'), testId('omar')];
const set: RuleSet = { ...nitaqat2026, version: '2', from: toIsoDate('2027-01-03') };

const register = deciderSpec(ruleSetDecider, { today, by: first, hash, weekClosed: false });

const propose = (change: Partial<RuleSet> = {}): RuleSetCommand => ({ type: 'ProposeRuleSet', data: { set: { ...set, ...change } } });
const confirm = (named = hash): RuleSetCommand => ({ type: 'ConfirmRuleSet', data: { hash: named } });
const withdraw = (named = hash): RuleSetCommand => ({ type: 'WithdrawRuleSet', data: { hash: named, reason: 'mistaken' } });
const proposed: RuleSetEvent = { type: 'RuleSetProposed', data: { effectiveOn: today, hash, set, proposedBy: first, proposedByHuman: null } };
const proposedBySara: RuleSetEvent = { ...proposed, data: { ...proposed.data, proposedByHuman: sara } };
const confirmed: RuleSetEvent = { type: 'RuleSetConfirmed', data: { effectiveOn: today, hash, set, proposedBy: first, confirmedBy: second } };
const withdrawn: RuleSetEvent = { type: 'RuleSetWithdrawn', data: { effectiveOn: today, hash, reason: 'mistaken', withdrawnBy: first } };

describe('a rule set', () => {
  it('is proposed whole, with its hash and who proposed it', () => register.given([]).when(propose()).then([proposed]));

  it('is adopted by a second person', () => register.given([proposed]).when(confirm(), { by: second }).then([confirmed]));

  it('is not adopted by who proposed it, under this account or another of his', () => {
    register.given([]).when(propose(), { human: sara }).then([proposedBySara]);
    register.given([proposed]).when(confirm()).thenRefused('rule-set.same-person');
    register.given([proposedBySara]).when(confirm(), { human: omar }).thenRefused('rule-set.same-person');
    register.given([proposedBySara]).when(confirm(), { by: second, human: sara }).thenRefused('rule-set.same-person');
    register.given([proposedBySara]).when(confirm(), { by: second, human: omar }).then([confirmed]);
  });

  it('is not adopted where of one of two accounts alone it is known whose it is: they may be one human’s', () => {
    register.given([proposedBySara]).when(confirm(), { by: second }).thenRefused('rule-set.person-unknown');
    register.given([proposed]).when(confirm(), { by: second, human: omar }).thenRefused('rule-set.person-unknown');
  });

  it('may be taken back, and proposed again', () => {
    register.given([proposed]).when(withdraw()).then([withdrawn]);
    register.given([proposed, withdrawn]).when(propose()).then([proposed]);
  });

  it('that nobody proposed, that was taken back or that is adopted is neither confirmed nor taken back', () => {
    for (const events of [[], [proposed, withdrawn], [proposed, confirmed]]) {
      register.given(events).when(confirm(), { by: second }).thenRefused('rule-set.not-proposed', { pointer: '/hash' });
      register.given(events).when(withdraw()).thenRefused('rule-set.not-proposed', { pointer: '/hash' });
    }
  });

  it('is proposed once, under a version that no other set has', () => {
    for (const events of [[proposed], [proposed, confirmed]]) {
      register.given(events).when(propose()).thenRefused('rule-set.known', { pointer: '/set' });
      register.given(events).when(propose(), { hash: otherHash }).thenRefused('rule-set.version-taken', { pointer: '/set/version' });
    }
    register.given([]).when(propose({ version: nitaqat2026.version })).thenRefused('rule-set.version-taken', { pointer: '/set/version' });
  });

  it('that is unsound is refused naming the field', () => {
    register.given([]).when(propose({ ordinary: { ...set.ordinary, saudi: [] } })).thenRefused('rule-set.unsound', { pointer: '/set/ordinary/saudi' });
  });

  it('begins in a week that has not ended, when it is proposed and when it is confirmed', () => {
    // 1 December 2026 is a Tuesday: its week runs from Sunday the 29th.
    register.given([]).when(propose({ from: toIsoDate('2026-11-29') })).accepted();
    register.given([]).when(propose({ from: toIsoDate('2026-11-28') })).thenRefused('rule-set.day-published', { pointer: '/set/from' });
    register.given([]).when(propose(), { weekClosed: true }).thenRefused('rule-set.day-published', { pointer: '/set/from' });
    register.given([proposed]).when(confirm(), { by: second, today: '2027-01-09' }).accepted();
    register.given([proposed]).when(confirm(), { by: second, today: '2027-01-10' }).thenRefused('rule-set.day-published', { pointer: '/hash' });
  });

  it('has weeks that begin on the weekday of those before it, whatever else of its spans is new', () => {
    const moved = { ...set.window, weekBegins: 1 };
    register.given([]).when(propose({ window: moved })).thenRefused('rule-set.week-moved', { pointer: '/set/window/weekBegins' });
    register.given([]).when(propose({ window: { ...set.window, weeks: 13 } })).accepted();
    // One that was proposed before this was asked is not adopted.
    register.given([{ ...proposed, data: { ...proposed.data, set: { ...set, window: moved } } }]).when(confirm(), { by: second }).thenRefused('rule-set.week-moved', { pointer: '/hash' });
  });

  it('is one of twenty that may wait', () => {
    const waiting = Array.from({ length: 20 }, (_, n): RuleSetEvent => ({ type: 'RuleSetProposed', data: { ...proposed.data, hash: String(n).padStart(64, '0'), set: { ...set, version: `w${n}` }, proposedBy: first } }));
    register.given(waiting.slice(1)).when(propose()).accepted();
    register.given(waiting).when(propose()).thenRefused('rule-set.too-many');
  });
});

describe('the rule set in force', () => {
  const adopted = (version: string, from: string): RuleSetEvent => {
    const own = { ...set, version, from: toIsoDate(from) };
    return { type: 'RuleSetConfirmed', data: { effectiveOn: today, hash: version.padStart(64, '0'), set: own, proposedBy: first, confirmedBy: second } };
  };
  const inForce = (events: readonly RuleSetEvent[], day: string): string => ruleSetInForce(events, toIsoDate(day)).version;

  it('is the built-in one until another begins, also before it rates', () => {
    expect([inForce([], '2020-01-01'), inForce([proposed], '2027-06-01'), inForce([proposed, confirmed], '2027-01-02'), inForce([proposed, confirmed], '2027-01-03')]).toEqual(['1', '1', '1', '2']);
  });

  it('is that which began last, whenever it was adopted; of two that begin together the later adopted', () => {
    const events = [adopted('a', '2027-06-01'), adopted('b', '2027-01-01'), adopted('c', '2027-06-01')];
    expect(['2026-12-31', '2027-01-01', '2027-05-31', '2027-06-01'].map((day) => inForce(events, day))).toEqual(['1', 'b', 'b', 'c']);
  });

  it('on a day is not changed by what begins after it', () => {
    const start = toIsoDate('2027-01-01');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 12 }), fc.integer({ min: 0, max: 400 }), (begins, later) => {
        const events = begins.map((days, n) => adopted(`v${n}`, addDays(start, days)));
        const day = addDays(start, later);
        const until = events.filter((_, n) => (begins[n] ?? 0) <= later);
        expect(ruleSetInForce(events, day)).toBe(ruleSetInForce(until, day));
      }),
    );
  });
});
