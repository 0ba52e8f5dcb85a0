import type { Role } from '../../domain/access/roles.js';
import { page, text, type Language } from './html.js';
import type { Person } from './people.js';
import { texts } from './texts.js';

/** The roles in which a person signs in, as the page shows them. */
const ORDER: readonly Role[] = ['employer', 'analyst', 'regulator', 'operator'];

/** The page on which one chooses who one is: one button a person. */
export function signInPage(language: Language, people: readonly Person[], notice?: string): string {
  const t = texts[language];
  const other: Language = language === 'ar' ? 'en' : 'ar';
  const sections = ORDER.map((role) => section(language, role, people.filter((person) => person.role === role)));
  return page(
    language,
    t.title,
    `<nav><a href="?lang=${other}" lang="${other}" hreflang="${other}">${text(texts[language].otherLanguage)}</a></nav>` +
      `<main><h1>${text(t.title)}</h1><p>${text(t.lead)}</p>${notice === undefined ? '' : `<p role="alert">${text(notice)}</p>`}` +
      `<form method="post" action="?lang=${language}">${sections.join('')}` +
      `<p><button name="cancel" value="yes">${text(t.cancel)}</button></p></form></main>`,
  );
}

function section(language: Language, role: Role, people: readonly Person[]): string {
  const t = texts[language];
  const list = people.map((person) => `<li>${button(language, person)}</li>`).join('');
  const body = people.length > 0 ? `<ul>${list}</ul>` : `<p>${text(t.nobody)}</p>`;
  return `<section aria-labelledby="${role}"><h2 id="${role}">${text(t.roles[role])}</h2>${body}</section>`;
}

function button(language: Language, { accountId, name, companies, synthetic }: Person): string {
  const t = texts[language];
  const mark = synthetic ? ` <span class="mark">${text(t.demo)}</span>` : '';
  const listed = new Intl.ListFormat(language, { type: 'conjunction' }).format(companies.map((company) => company[language]));
  const acts = companies.length > 0 ? `<small>${text(`${t.actsFor} ${listed}`)}</small>` : '';
  return `<button name="account" value="${text(accountId)}"><bdi>${text(name[language])}</bdi>${mark}${acts}</button>`;
}
