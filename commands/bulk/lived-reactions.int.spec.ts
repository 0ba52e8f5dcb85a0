// What a reaction writes in a lived file is there for the next line, and its deadlines fall due like all others.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authorisedPerson, company, numbers, resident, terms } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { live, textOf, type TestLine } from './testing/lived-run.js';

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger('lived reactions');
});
afterAll(() => ledger.close());

it('the short term of a contract that a transfer began ends on its day, before any later line', async () => {
  const line = (at: string, key: string, command: string, data: object, record?: string, onBehalfOf?: object): TestLine => ({
    key,
    command,
    data,
    at: `${at}:00Z`,
    ...(record === undefined ? {} : { record: { createdBy: record } }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  });
  const by = (key: string) => ({ createdBy: key });
  const identifier = { scheme: 'national-id', value: numbers.nationalId() };
  const from = { companyId: by('from'), establishmentId: by('from'), employeeId: by('he') };
  const offer = { employeeId: by('he'), fromContractId: by('contract'), toCompanyId: by('to'), toEstablishmentId: by('to') };
  const lines = [
    line('2026-05-03T06:00', 'from', 'RegisterCompany', company().data),
    line('2026-05-03T06:01', 'to', 'RegisterCompany', company().data),
    line('2026-05-03T06:01', 'appointed', 'AppointAuthorisedPerson', authorisedPerson({ identifiers: [identifier] }), 'from'),
    line('2026-05-03T06:02', 'he', 'RegisterResident', resident().data),
    line('2026-05-03T06:03', 'contract', 'DraftContract', { ...from, terms: terms('2026-05-03', '2027-05-02') }),
    line('2026-05-03T06:04', 'sent', 'SendContract', {}, 'contract'),
    line('2026-05-03T06:05', 'accepted', 'AcceptContract', {}, 'contract', by('he')),
    line('2026-05-04T06:00', 'transfer', 'RequestTransfer', { ...offer, terms: terms('2026-05-06', '2026-05-10') }),
    line('2026-05-04T06:01', 'he-agrees', 'AnswerAsEmployee', { answer: 'accept' }, 'transfer', by('he')),
    line('2026-05-04T06:02', 'they-agree', 'AnswerAsCurrentEmployer', { answer: 'accept', waiveNotice: true }, 'transfer', { identifier }),
    // The day on which it completes, and one long after the new contract's last: nothing else happens in between.
    line('2026-05-06T06:00', 'on-the-day', 'RegisterResident', resident().data),
    line('2026-06-20T06:00', 'much-later', 'RegisterResident', resident().data),
  ];
  const { result } = await live(ledger, textOf(lines));
  expect(result).toMatchObject({ accepted: lines.length, refused: 0 });
  const told = (await ledger.log()).map(({ type, metadata }) => `${metadata.recordedAt.slice(0, 10)} ${type}`);
  expect(told.slice(told.indexOf('2026-05-05 TransferCompleted'))).toEqual([
    // The days begin in Riyadh, three hours before UTC's.
    '2026-05-05 TransferCompleted',
    '2026-05-05 ContractEndedByTransfer',
    '2026-05-05 ContractBegunByTransfer',
    '2026-05-06 ResidentRegistered',
    // Weeks are closed on their way, before anything of the day after them.
    '2026-05-09 BandPublished',
    '2026-05-09 SaudizationTablePublished',
    '2026-05-09 WeekPublished',
    '2026-05-10 ContractExpired',
    '2026-05-16 SaudizationTablePublished',
    '2026-05-16 WeekPublished',
    // A week without anybody at work.
    '2026-05-23 BandPublished',
    ...['2026-05-23', '2026-05-30', '2026-06-06', '2026-06-13'].flatMap((day) => [`${day} SaudizationTablePublished`, `${day} WeekPublished`]),
    '2026-06-20 ResidentRegistered',
  ]);
});
