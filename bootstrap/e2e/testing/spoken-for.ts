// Whose answer a change is: what tests create is remembered by record, and whom they appoint, so that each answer comes from whom it belongs to.

interface Parties {
  readonly company: string | undefined;
  /** The current employer of a transfer. */
  readonly from: string | undefined;
  readonly employee: string | undefined;
}

const records = new Map<string, Parties>();
const appointed = new Map<string, string>();

const EMPLOYEES = ['acceptance', 'change-requests', 'resignation', 'resignation-withdrawal', 'employee-answer'];
const NAMED_SIDES = ['amendments', 'amendment-acceptance', 'amendment-refusal', 'notice', 'cancellation'];
const ALWAYS_A_SIDES = ['amendment-acceptance', 'amendment-refusal', 'notice'];

/** Remembers between whom a record is, from the payload that created it. */
export function noteParties(id: string, data: object): void {
  const { companyId, toCompanyId, fromContractId = '', employeeId } = data as Readonly<Record<string, string | undefined>>;
  records.set(id, { company: companyId ?? toCompanyId, from: records.get(fromContractId)?.company, employee: employeeId });
}

/** Remembers who may do everything for a company. */
export function noteAppointed(companyId: string, personId: string): void {
  appointed.set(companyId, personId);
}

/** The directory id on whose behalf a change of a record comes; undefined where the department may send it in its own name. */
export function spokenFor(path: string, action: string, data: unknown): string | undefined {
  const [, , collection = '', id = ''] = path.split('/');
  const { by } = data as { readonly by?: string };
  const about = records.get(id);
  const isHis = EMPLOYEES.includes(action) || (collection === 'contracts' && action === 'rejection') || (NAMED_SIDES.includes(action) && by === 'employee');
  if (isHis) return about?.employee;
  if (action === 'employer-answer') return appointed.get(about?.from ?? '');
  return ALWAYS_A_SIDES.includes(action) ? appointed.get(about?.company ?? '') : undefined;
}
