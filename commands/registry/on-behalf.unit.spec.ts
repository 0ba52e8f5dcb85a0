import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { buildCommandRegistry } from '../../bootstrap/ledger/registries.js';
import { terminationArticle } from '../../domain/contract/codes.js';
import { endingSide } from '../../domain/contract/articles.js';
import type { AnyCommandDefinition } from './definition.js';
import { inWords, type BehalfOf } from './on-behalf.js';
import { createCommandRegistry } from './registry.js';

const registry = buildCommandRegistry();
const sendable = registry.commands.filter(({ policy }) => policy !== null);
const named = (name: string): AnyCommandDefinition => registry.find(name) ?? expect.fail(`no command ${name}`);

/** Names of the parties that may send the command with this payload. */
function partiesOf(name: string, data: object = {}): readonly BehalfOf['party'][] {
  return (named(name).onBehalfOf ?? []).filter(({ when }) => when === undefined || when.holds(data)).map(({ party }) => party);
}

describe('on whose behalf commands may come', () => {
  it('is said by every command that a client can send', () => {
    expect(sendable.filter(({ onBehalfOf = [] }) => onBehalfOf.length === 0)).toEqual([]);
    const { onBehalfOf: _unsaid, ...silent } = named('SuspendCompany');
    expect(() => createCommandRegistry([silent], [])).toThrow('command SuspendCompany does not say on whose behalf it may come');
    expect(() => createCommandRegistry([{ ...silent, onBehalfOf: [] }], [])).toThrow('does not say on whose behalf');
  });

  it('is the employee’s alone where the answer is his', () => {
    const his = ['AcceptContract', 'RejectContract', 'AskForChange', 'Resign', 'WithdrawResignation', 'AnswerAsEmployee'];
    for (const name of his) expect(partiesOf(name), name).toEqual(['employee']);
  });

  it('is the current employer’s alone where the consent to a transfer is its', () => {
    expect(named('AnswerAsCurrentEmployer').onBehalfOf).toMatchObject([{ party: 'authorised-person', scope: 'transfers', of: 'current employer' }]);
  });

  it.each(['AcceptAmendment', 'DeclineAmendment', 'GiveNotice'])('is the named side’s alone: %s', (name) => {
    expect(partiesOf(name, { by: 'employer' })).toEqual(['authorised-person']);
    expect(partiesOf(name, { by: 'employee' })).toEqual(['employee']);
  });

  it('is never one side’s where both must have agreed', () => {
    expect(partiesOf('RenewContract')).toEqual(['department']);
    expect(partiesOf('TerminateContract', { article: '74' })).toEqual(['department']);
  });

  it.each(terminationArticle.options)('is nobody’s on the other side when a contract ends by %s', (article) => {
    for (const by of [undefined, 'employer', 'employee', 'both', 'law'] as const) {
      const parties = partiesOf('TerminateContract', { article, by });
      const side = endingSide(article, by);
      expect(parties.includes('employee')).toBe(side === 'employee');
      if (side === 'employee' || side === 'both') expect(parties).not.toContain('authorised-person');
      if (side === 'employee') expect(parties).not.toContain('department');
    }
  });

  it('is the state’s alone where the state acts', () => {
    const acts = sendable.filter(({ onBehalfOf = [] }) => onBehalfOf.every(({ party, when }) => party === 'department' && when === undefined));
    expect(acts.map(({ name }) => name).sort()).toEqual(
      [
        ...['RegisterCompany', 'SuspendCompany', 'ResumeCompany', 'CloseCompany'],
        ...['RegisterCitizen', 'RegisterResident', 'CorrectPerson', 'ChangeResidenceDocument', 'RecordWeightingFacts', 'MarkDeceased', 'MergeDuplicate'],
        ...['BillWorkPermit', 'IssueWorkPermit', 'RejectWorkPermit', 'AcceptVisaLine', 'RejectVisaLine', 'BillVisas', 'IssueVisas', 'UseVisa'],
        ...['RecordMowaamahCertificate', 'WithdrawMowaamahCertificate', 'RecordWageProtection', 'RecordAccreditation', 'WithdrawAccreditation'],
        ...['RegisterInsurance', 'ChangeContributoryWage', 'RecordFlexibleHours', 'EndInsurance', 'CorrectInsurance', 'VoidInsurance'],
        ...['ProposeRuleSet', 'ConfirmRuleSet', 'WithdrawRuleSet'],
        'RenewContract',
      ].sort(),
    );
  });
});

describe('docs/on-behalf.md', () => {
  it('has the registry’s table', async () => {
    const page = await readFile(new URL('../../docs/on-behalf.md', import.meta.url), 'utf8');
    const rows = sendable.map(({ name, summary, onBehalfOf = [] }) => `| ${name} | ${summary} | ${onBehalfOf.map(inWords).join('; or ')} |`);
    const written = page.split('\n').filter((line) => /^\| [A-Z][A-Za-z]+ \|/.test(line));
    expect(written).toEqual(rows);
  });
});
