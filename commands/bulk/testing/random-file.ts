import fc from 'fast-check';
import { authorisedPerson, company, correction, numbers, resident, terms } from '../../testing/market.js';
import type { TestLine } from './lived-run.js';

/** What a line does, and to which of the things made before it. A line that makes no sense is refused: that is an outcome too. */
const act = fc.record({
  does: fc.constantFrom(
    ...(['employ', 'employ', 'employ', 'move', 'move', 'draft', 'send', 'accept', 'withdraw', 'transfer', 'employee says yes'] as const),
    ...(['employer lets go', 'call off', 'permit', 'permit', 'bill', 'bill', 'cancel bill', 'new number', 'old number', 'twice'] as const),
    ...(['dismiss', 'dismiss', 'merge', 'suspend', 'resume', 'broken', 'unknown', 'register', 'found', 'by number'] as const),
  ),
  a: fc.nat(1_000),
  b: fc.nat(1_000),
  /** Minutes to the next line: mostly few, now and then days. */
  gap: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(0, 1, 30) },
    { weight: 2, arbitrary: fc.nat(2 * 24 * 60) },
    { weight: 1, arbitrary: fc.constantFrom(10, 20).map((days) => days * 24 * 60) },
  ),
});

export type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

export const acts = (length: number): fc.Arbitrary<readonly Act[]> => fc.array(act, { minLength: length, maxLength: length, size: 'max' });

/** A file that founds a small market and then does these acts, from an instant on. */
export function fileOf(doing: readonly Act[], from: string): readonly (TestLine | string)[] {
  let at = Date.parse(from);
  const lines: (TestLine | string)[] = [];
  const made = {
    company: [] as string[],
    resident: [] as string[],
    contract: [] as string[],
    transfer: [] as string[],
    permit: [] as string[],
  };
  const iqamas = new Map<string, string[]>();
  const employments: { readonly resident: string; readonly contract: string }[] = [];
  /** Who may act for a company, and whom a contract or a transfer is about, by the key of the line that made it. */
  const authorised = new Map<string, object>();
  const parties = new Map<string, { readonly company: unknown; readonly resident: unknown }>();
  const by = (of: keyof typeof made, n: number): object => ({
    createdBy: made[of].length === 0 ? 'nobody' : made[of][n % made[of].length],
  });
  const keyOf = (name: unknown): string => (name as { readonly createdBy?: string } | undefined)?.createdBy ?? '';
  /** The one to whom the answer to the line's record belongs; nobody where the file knows of none. */
  const speaker = (command: string, data: object, record: object | undefined): unknown => {
    const about = parties.get(keyOf(record));
    if (command === 'AnswerAsCurrentEmployer') return authorised.get(keyOf(about?.company));
    const isHis = ['AcceptContract', 'AnswerAsEmployee'].includes(command) || (command === 'CancelTransfer' && 'by' in data && data.by === 'employee');
    return isHis ? about?.resident : undefined;
  };
  const add = (command: string, data: object, more: { record?: object; kind?: keyof typeof made } = {}): string => {
    const key = `${lines.length + 1}`;
    const { record } = more;
    const onBehalfOf = speaker(command, data, record);
    const named = { ...(record === undefined ? {} : { record }), ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
    lines.push({ key, command, data, at: new Date(at).toISOString(), ...named });
    if ('fromContractId' in data) {
      parties.set(key, { company: parties.get(keyOf(data.fromContractId))?.company, resident: 'employeeId' in data ? data.employeeId : undefined });
    } else if ('companyId' in data && 'employeeId' in data) parties.set(key, { company: data.companyId, resident: data.employeeId });
    if (more.kind !== undefined) made[more.kind].push(key);
    return key;
  };
  const found = (): void => {
    const key = add('RegisterCompany', company().data, { kind: 'company' });
    const identifier = { scheme: 'national-id', value: numbers.nationalId() };
    add('AppointAuthorisedPerson', authorisedPerson({ identifiers: [identifier] }), { record: { createdBy: key } });
    authorised.set(key, { identifier });
  };
  const register = (value = numbers.iqama()): string => {
    const key = add('RegisterResident', resident({ document: { scheme: 'iqama', value, expiresOn: '2030-12-31' } }).data, {
      kind: 'resident',
    });
    iqamas.set(key, [value]);
    return key;
  };
  const day = (): string => new Date(at + 3 * 3_600_000).toISOString().slice(0, 10);
  const year = (): object => terms(day(), `${Number(day().slice(0, 4)) + 2}${day().slice(4)}`.replace('-02-29', '-02-28'));
  const at0 = (n: number): object => ({ companyId: by('company', n), establishmentId: by('company', n) });

  for (let n = 0; n < 3; n += 1) found();
  for (let n = 0; n < 4; n += 1) register();
  for (const { does, a, b, gap } of doing) {
    at += gap * 60_000;
    const person = made.resident[a % made.resident.length] ?? '';
    switch (does) {
      case 'found':
        found();
        break;
      case 'register':
        register();
        break;
      case 'employ':
        add('DraftContract', { ...at0(b), employeeId: by('resident', a), terms: year() }, { kind: 'contract' });
        for (const command of ['SendContract', 'AcceptContract']) add(command, {}, { record: by('contract', made.contract.length - 1) });
        employments.push({ resident: made.resident[a % made.resident.length] ?? '', contract: made.contract.at(-1) ?? '' });
        break;
      case 'move': {
        // The contract in force may be another one, or none: then the request and all that follows is refused.
        const employed = employments[a % Math.max(1, employments.length)];
        if (employed === undefined) break;
        const to = { toCompanyId: by('company', b), toEstablishmentId: by('company', b) };
        add(
          'RequestTransfer',
          { employeeId: { createdBy: employed.resident }, fromContractId: { createdBy: employed.contract }, ...to, terms: year() },
          { kind: 'transfer' },
        );
        const record = by('transfer', made.transfer.length - 1);
        add('AnswerAsEmployee', { answer: 'accept' }, { record });
        add('AnswerAsCurrentEmployer', { answer: 'accept', waiveNotice: b % 2 === 0 }, { record });
        break;
      }
      case 'draft':
        add('DraftContract', { ...at0(b), employeeId: by('resident', a), terms: year() }, { kind: 'contract' });
        break;
      case 'send':
      case 'accept':
      case 'withdraw':
        add(
          { send: 'SendContract', accept: 'AcceptContract', withdraw: 'WithdrawContract' }[does],
          {},
          { record: by('contract', made.contract.length - 1 - (a % 3)) },
        );
        break;
      case 'transfer': {
        const to = { toCompanyId: by('company', b), toEstablishmentId: by('company', b) };
        add(
          'RequestTransfer',
          { employeeId: by('resident', a), fromContractId: by('contract', b), ...to, terms: year() },
          { kind: 'transfer' },
        );
        break;
      }
      case 'employee says yes':
        add('AnswerAsEmployee', { answer: 'accept' }, { record: by('transfer', a) });
        break;
      case 'employer lets go':
        add('AnswerAsCurrentEmployer', { answer: 'accept', waiveNotice: b % 2 === 0 }, { record: by('transfer', a) });
        break;
      case 'call off':
        add('CancelTransfer', { by: 'employee' }, { record: by('transfer', a) });
        break;
      case 'permit': {
        const declared = { declaredExpats: 5, declaredSaudis: 5, declaredLicensedIndustry: false, declaredOwnerWorksFullTime: false };
        add(
          'RequestWorkPermit',
          { ...at0(b), employeeId: by('resident', a), occupation: '711201', months: 12, ...declared },
          { kind: 'permit' },
        );
        break;
      }
      case 'bill':
        add('BillWorkPermit', { billNumber: numbers.bill() }, { record: by('permit', a) });
        break;
      case 'cancel bill':
        add('CancelWorkPermitBill', {}, { record: by('permit', a) });
        break;
      case 'new number': {
        const value = numbers.iqama();
        iqamas.get(person)?.push(value);
        add('CorrectPerson', correction([{ scheme: 'iqama', value }]), { record: { createdBy: person } });
        break;
      }
      case 'old number':
      case 'twice':
        register(iqamas.get(person)?.at(does === 'twice' ? -1 : 0));
        break;
      case 'by number':
        add(
          'RecordWeightingFacts',
          { weighting: {} },
          { record: { identifier: { scheme: 'iqama', value: iqamas.get(person)?.[0] ?? numbers.iqama() } } },
        );
        break;
      case 'dismiss': {
        // Answers in his name are refused from the next line on.
        const record = by('company', a);
        add('RemoveAuthorisedPerson', { personId: authorised.get(keyOf(record)) }, { record });
        break;
      }
      case 'merge':
        if (b % 3 === 0) add('MergeDuplicate', { survivorId: by('resident', b) }, { record: by('resident', a) });
        break;
      case 'suspend':
      case 'resume':
        if (does === 'resume' || b % 3 === 0)
          add(does === 'suspend' ? 'SuspendCompany' : 'ResumeCompany', does === 'suspend' ? { reason: 'court-order' } : {}, {
            record: by('company', a),
          });
        break;
      case 'broken':
        lines.push('{"key": "broken"');
        break;
      case 'unknown':
        add('BribeInspector', {});
        break;
      default:
        throw new Error(`an act that is not written: ${String(does satisfies never)}`);
    }
  }
  return lines;
}
