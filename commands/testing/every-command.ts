import type { Market } from './market.js';
import { authorisedPerson, citizen, company, correction, numbers, resident, terms } from './market.js';
import type { Sent } from './test-process.js';

/** Records on which every command can be sent: a transfer from one company to another, its employee’s contract, permit and visa. */
export interface Stage {
  readonly from: { readonly id: string; readonly establishmentId: string };
  readonly to: { readonly id: string; readonly establishmentId: string };
  readonly employee: string;
  readonly other: string;
  readonly contract: string;
  readonly transfer: string;
  readonly permit: string;
  readonly visa: string;
  readonly insurance: string;
}

const declared = { declaredExpats: 5, declaredSaudis: 5, declaredLicensedIndustry: false, declaredOwnerWorksFullTime: false };
const wage = { amount: '500000', currency: 'SAR' };
const ANY_ID = '0190c5d2-7d0c-4b6e-8b52-000000000000';

/** Sets the stage on a ledger. */
export async function setStage(market: Market): Promise<Stage> {
  const [from, to] = [await market.company(), await market.company()];
  const [employee, other] = [await market.resident(), await market.resident()];
  const contract = await market.contract(from, employee);
  const { id: transfer } = await market.send(market.transferTo(to, employee, contract));
  const permit = await market.permit(from, employee);
  const { id: visa } = await market.send({ name: 'RequestVisas', data: visasOf(from) });
  const { id: insurance } = await market.send({ name: 'RegisterInsurance', data: { companyId: from.id, establishmentId: from.establishmentId, employeeId: employee, wage } });
  return { from, to, employee, other, contract, transfer, permit, visa, insurance };
}

function visasOf(at: Stage['from']): object {
  const line = { nationality: 'IND', occupation: '711201', sex: 'male', consulate: 'INBOM', count: 3 };
  return { companyId: at.id, establishmentId: at.establishmentId, kind: 'permanent', phase: 'expansion', lines: [line] };
}

/** Every command that a client can send, in each variant that matters to who may: valid by its schema, accepted or not. */
export function everyCommand(stage: Stage, personId: string): readonly Sent[] {
  const { from, to, employee, other } = stage;
  const on = (record: string) => (name: string, data: object = {}): Sent => ({ name, record, data });
  const [onCompany, onEmployee, onContract] = [on(from.id), on(employee), on(stage.contract)];
  const [onTransfer, onPermit, onVisa, onInsurance] = [on(stage.transfer), on(stage.permit), on(stage.visa), on(stage.insurance)];
  const year = terms('2026-05-01', '2027-04-30');
  const owned = { companyId: from.id, establishmentId: from.establishmentId };
  const place = { number: '1-99', name: { ar: null, en: 'Branch' }, isicActivity: '4100', nitaqatActivity: '450', region: 'SA-01' };
  const lineId = ANY_ID;
  return [
    company(),
    onCompany('DescribeCompany', { name: { ar: null, en: 'Renamed' }, legalForm: 'limited-liability', contact: { phone: '+966110000000', email: null, website: null } }),
    onCompany('OpenEstablishment', { ...place, main: false }),
    onCompany('CloseEstablishment', { establishmentId: from.establishmentId, reason: 'moved' }),
    onCompany('ChangeEstablishmentActivity', { establishmentId: from.establishmentId, isicActivity: '4711', nitaqatActivity: '460' }),
    onCompany('SuspendCompany', { reason: 'court-order' }),
    onCompany('ResumeCompany'),
    onCompany('CloseCompany', { reason: 'liquidated' }),
    onCompany('AppointAuthorisedPerson', authorisedPerson()),
    onCompany('RemoveAuthorisedPerson', { personId }),
    onCompany('RecordMowaamahCertificate', { certificateNumber: 'MW-1', validFrom: '2026-01-01', validTo: '2026-12-31' }),
    onCompany('WithdrawMowaamahCertificate', { certificateNumber: 'MW-1', reason: 'conditions-not-met' }),
    onCompany('RecordWageProtection', { establishmentId: from.establishmentId, month: '2026-03', standing: 'compliant' }),
    citizen(),
    resident(),
    onEmployee('CorrectPerson', correction([{ scheme: 'iqama', value: numbers.iqama() }])),
    onEmployee('ChangeResidenceDocument', { document: { scheme: 'iqama', value: numbers.iqama(), expiresOn: '2031-12-31' } }),
    onEmployee('RecordWeightingFacts', { weighting: {} }),
    onEmployee('MarkDeceased', { diedOn: '2026-04-20' }),
    onEmployee('MergeDuplicate', { survivorId: other }),
    onEmployee('RecordAccreditation', { body: 'SCE', accreditationNumber: '123456', validFrom: '2026-01-01' }),
    onEmployee('WithdrawAccreditation', { body: 'SCE', reason: 'revoked' }),
    { name: 'DraftContract', data: { ...owned, employeeId: other, terms: year } },
    onContract('ReviseContract', { terms: year }),
    ...['SendContract', 'AcceptContract', 'WithdrawContract', 'WithdrawResignation', 'AcceptResignation', 'Resign'].map((name) => onContract(name)),
    onContract('RejectContract', { reason: 'wage-differs' }),
    onContract('AskForChange', { parts: ['wage'] }),
    onContract('RenewContract', { endsOn: '2028-12-31' }),
    onContract('DeferResignation', { deferredTo: '2026-06-30' }),
    ...['employer', 'employee'].flatMap((by) => [
      onContract('ProposeAmendment', { by, terms: terms('2026-01-01', '2027-12-31', { hoursPerWeek: 40 }) }),
      onContract('AcceptAmendment', { by }),
      onContract('DeclineAmendment', { by }),
      onContract('GiveNotice', { by, reason: 'not-renewing' }),
      onContract('TerminateContract', { article: '77', by }),
    ]),
    ...['74', '80', '81', 'death'].map((article) => onContract('TerminateContract', { article })),
    { name: 'RequestTransfer', data: { employeeId: employee, fromContractId: stage.contract, toCompanyId: to.id, toEstablishmentId: to.establishmentId, terms: year } },
    onTransfer('AnswerAsEmployee', { answer: 'accept' }),
    onTransfer('AnswerAsCurrentEmployer', { answer: 'accept' }),
    onTransfer('CompleteTransfer'),
    ...['new-employer', 'employee'].map((by) => onTransfer('CancelTransfer', { by })),
    { name: 'RequestWorkPermit', data: { ...owned, employeeId: employee, occupation: '711201', months: 12, ...declared } },
    onPermit('RenewWorkPermit', { months: 12, ...declared }),
    onPermit('BillWorkPermit', { billNumber: numbers.bill() }),
    onPermit('PayWorkPermitBill', { reference: 'SADAD-1' }),
    onPermit('CancelWorkPermitBill'),
    onPermit('IssueWorkPermit', { permitNumber: '4100012345' }),
    onPermit('RejectWorkPermit', { reason: 'documents-incomplete' }),
    { name: 'RequestVisas', data: visasOf(from) },
    onVisa('AcceptVisaLine', { lineId, accepted: 1 }),
    onVisa('RejectVisaLine', { lineId, reason: 'balance-exceeded' }),
    onVisa('BillVisas', { billNumber: numbers.bill() }),
    onVisa('CancelVisaBill'),
    onVisa('PayVisas', { reference: 'SADAD-2' }),
    onVisa('IssueVisas', { lineId }),
    onVisa('UseVisa', { lineId, employeeId: employee, visaNumber: '0900000001' }),
    onVisa('ExtendVisaStay', { lineId, employeeId: employee }),
    onVisa('CancelVisas', { lineId, count: 1 }),
    { name: 'RegisterInsurance', data: { ...owned, employeeId: other, wage } },
    onInsurance('ChangeContributoryWage', { wage: { amount: '600000', currency: 'SAR' } }),
    onInsurance('RecordFlexibleHours', { month: '2026-04', hours: 40 }),
    onInsurance('EndInsurance', { reason: 'employment-ended' }),
    onInsurance('CorrectInsurance', { capacity: 'employee', flexible: false, from: '2026-04-01', wages: [{ from: '2026-04-01', wage }], reason: 'typing-error' }),
    onInsurance('VoidInsurance', { reason: 'typing-error' }),
  ];
}
