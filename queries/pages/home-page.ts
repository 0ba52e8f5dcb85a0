import type { Role } from '../../domain/access/roles.js';
import type { NamedCompany } from './companies-of.js';
import { html, type Html } from './html.js';
import type { Language } from './language.js';
import { renderPage } from './page.js';

/** Who is signed in, as the home page shows him. */
export interface Visitor {
  /** The name that the issuer gave him; null where it gives none. */
  readonly name: string | null;
  readonly role: Role;
  /** Companies for which he may act; null for whom that is not asked. */
  readonly companies: readonly NamedCompany[] | null;
  /** Shows that a form of his came from a page of ours. */
  readonly formToken: string;
}

/** What the home page shows. */
export interface HomeView {
  readonly language: Language;
  readonly visitor: Visitor | null;
  /** False where this program has no issuer at which people could sign in. */
  readonly canSignIn: boolean;
  /** True where the ledger holds invented people or companies. */
  readonly synthetic: boolean;
  readonly version: string;
}

const texts = {
  en: {
    title: 'The ledger of the labour market',
    lead: 'Records of companies, employees, contracts, work permits, visas and transfers. Every record shows what changed, when, by whom, and on what ground.',
    synthetic: 'This ledger holds synthetic data: its people and companies are invented, for demonstration only.',
    account: 'Your account',
    signedOut: 'You are not signed in.',
    signIn: 'Sign in',
    noSignIn: 'Nobody can sign in to pages here: this ledger is reached through its API only.',
    signOut: 'Sign out',
    name: 'Name',
    role: 'Role',
    companies: 'Companies for which you may act',
    noCompanies: 'No company names you as an authorised person today.',
    forPrograms: 'For programs',
    docs: 'API documentation',
    description: 'Description of the API (OpenAPI)',
    catalogue: 'Catalogue of event types',
    version: 'Version',
  },
  ar: {
    title: 'سجل سوق العمل',
    lead: 'قيود المنشآت والعاملين والعقود ورخص العمل والتأشيرات وعمليات نقل الخدمات. ويبيّن كل قيد ما الذي تغيّر ومتى ومن غيّره وعلى أي أساس.',
    synthetic: 'يحتوي هذا السجل على بيانات مصطنعة: أشخاصه ومنشآته غير حقيقيين، وهي لأغراض العرض فقط.',
    account: 'حسابك',
    signedOut: 'لم تسجّل الدخول.',
    signIn: 'تسجيل الدخول',
    noSignIn: 'لا يمكن تسجيل الدخول إلى الصفحات هنا: يُستخدم هذا السجل عبر واجهته البرمجية فقط.',
    signOut: 'تسجيل الخروج',
    name: 'الاسم',
    role: 'الصفة',
    companies: 'المنشآت التي يحق لك التصرف باسمها',
    noCompanies: 'لا توجد اليوم منشأة أنت مفوَّض عنها.',
    forPrograms: 'للمطوّرين',
    docs: 'توثيق الواجهة البرمجية',
    description: 'وصف الواجهة البرمجية (OpenAPI)',
    catalogue: 'فهرس أنواع الأحداث',
    version: 'الإصدار',
  },
} as const;

const roleNames: Readonly<Record<Language, Readonly<Record<Role, string>>>> = {
  en: { 'platform-service': 'Platform service', employer: 'Employer', analyst: 'Analyst', regulator: 'Regulator', operator: 'Operator' },
  ar: { 'platform-service': 'خدمة منصة', employer: 'صاحب عمل', analyst: 'محلل بيانات', regulator: 'جهة رقابية', operator: 'مشغّل النظام' },
};

/** The home page: who is signed in, and where to go from here. */
export function homePage(view: HomeView): string {
  const { language, synthetic, version } = view;
  const text = texts[language];
  const body = html`<h1>${text.title}</h1>
<p class="lead">${text.lead}</p>
${synthetic ? html`<p class="note" role="note">${text.synthetic}</p>` : null}
<section class="card" aria-labelledby="account">
<h2 id="account">${text.account}</h2>
${account(view)}
</section>
<section class="card" aria-labelledby="programs">
<h2 id="programs">${text.forPrograms}</h2>
<ul>
<li><a href="/docs">${text.docs}</a></li>
<li><a href="/openapi.json">${text.description}</a></li>
<li><a href="/v1/catalogue">${text.catalogue}</a></li>
</ul>
<p class="lead">${text.version} <bdi>${version}</bdi></p>
</section>`;
  return renderPage({ language, title: text.title, body, path: '/' });
}

function account({ language, visitor, canSignIn }: HomeView): Html {
  const text = texts[language];
  if (visitor === null) {
    const way = canSignIn ? html`<a class="button" href="/sign-in">${text.signIn}</a>` : html`<p>${text.noSignIn}</p>`;
    return html`<p>${text.signedOut}</p>
${way}`;
  }
  return html`<dl>
${visitor.name === null ? null : html`<dt>${text.name}</dt><dd><bdi>${visitor.name}</bdi></dd>`}
<dt>${text.role}</dt><dd>${roleNames[language][visitor.role]}</dd>
</dl>
${visitor.companies === null ? null : companies(visitor.companies, language)}
<form method="post" action="/sign-out">
<input type="hidden" name="csrf" value="${visitor.formToken}">
<button class="button quiet" type="submit">${text.signOut}</button>
</form>`;
}

function companies(named: NonNullable<Visitor['companies']>, language: Language): Html {
  const text = texts[language];
  const lines = named.map(({ id, name }) => html`<li><bdi>${name[language] ?? name.en ?? name.ar ?? id}</bdi></li>`);
  return html`<h3>${text.companies}</h3>
${lines.length === 0 ? html`<p>${text.noCompanies}</p>` : html`<ul>${lines}</ul>`}`;
}
