// The register of rule sets on a real log: who may, by how many, and what stands in it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../domain/access/roles.js';
import { ruleSetInForce } from '../../domain/rule-set/in-force.js';
import type { RuleSetEvent } from '../../domain/rule-set/events.js';
import { RULE_SETS_ID } from '../../domain/rule-set/register.js';
import { nitaqat2026 } from '../../domain/saudization/nitaqat-2026.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { openTestLedger, platform, type TestLedger } from '../testing/test-ledger.js';
import type { Sent, TestProcess } from '../testing/test-process.js';
import { hashOfRuleSet } from './rule-set-hash.js';

let ledger: TestLedger;
let process: TestProcess;
beforeAll(async () => {
  ledger = await openTestLedger('rule sets');
  process = await ledger.process();
});
afterAll(() => ledger.close());

const regulator = (name: string): Actor => ({ ...platform(name), role: 'regulator', families: [] });
const set = { ...nitaqat2026, version: '2', from: toIsoDate('2026-06-07') };
const hash = hashOfRuleSet(set);
const sent = (name: string, data: object, by: string, more: Partial<Sent> = {}): Sent => ({ name, data, record: RULE_SETS_ID, actor: regulator(by), onBehalfOf: null, ...more });

describe('the register of rule sets', () => {
  it('takes a set from one person and the agreement of another; the event carries all of it', async () => {
    await process.send(sent('ProposeRuleSet', { set }, 'one', { actor: { ...regulator('one'), human: 'sara' } }));
    expect(await process.outcome(sent('ConfirmRuleSet', { hash }, 'one'))).toMatchObject({ status: 422, code: 'rule-set.same-person' });
    const another = (human: string): Partial<Sent> => ({ actor: { ...regulator('two'), human } });
    expect(await process.outcome(sent('ConfirmRuleSet', { hash }, 'two', another('sara')))).toMatchObject({ status: 422, code: 'rule-set.same-person' });
    await process.send(sent('ConfirmRuleSet', { hash }, 'two', another('omar')));
    const events = (await ledger.stream(`ruleSet-${RULE_SETS_ID}`)).map((event) => ledger.events.decode(event) as RuleSetEvent);
    expect(events.map(({ type }) => type)).toEqual(['RuleSetProposed', 'RuleSetConfirmed']);
    expect(events[1]?.data).toMatchObject({ hash, set, proposedBy: regulator('one').actorId, confirmedBy: regulator('two').actorId });
    expect(ruleSetInForce(events, toIsoDate('2026-06-06'))).toEqual(nitaqat2026);
    expect(hashOfRuleSet(ruleSetInForce(events, toIsoDate('2026-06-07')))).toBe(hash);
  });

  it('is no service’s, and at no other address', async () => {
    expect(await process.outcome(sent('ProposeRuleSet', { set }, 'one', { actor: platform() }))).toMatchObject({ status: 403, code: 'role-not-allowed' });
    const elsewhere = '0190c5d2-7d0c-4b6e-8b52-000000000000';
    expect(await process.outcome(sent('ProposeRuleSet', { set: { ...set, version: '3' } }, 'one', { record: elsewhere }))).toMatchObject({ status: 404, code: 'record-not-found' });
    expect(await ledger.stream(`ruleSet-${elsewhere}`)).toEqual([]);
  });

  it('names the field of what it does not take', async () => {
    const bad = { ...set, version: '3', rounding: { ratio: -1, threshold: null } };
    expect(await process.outcome(sent('ProposeRuleSet', { set: bad }, 'one'))).toMatchObject({ status: 400, code: 'invalid-payload', errors: [{ pointer: '/set/rounding/ratio' }] });
  });
});
