import type { Role } from '../../domain/access/roles.js';
import { html, type Html } from '../../queries/pages/html.js';
import type { Language } from '../../queries/pages/language.js';
import { renderPage } from '../../queries/pages/page.js';
import type { Person } from './people.js';
import { texts } from './texts.js';

/** The roles in which a person signs in, as the page shows them. */
const ORDER: readonly Role[] = ['employer', 'analyst', 'regulator', 'operator'];

/** The page on which one chooses who one is: one button a person. */
export function signInPage(language: Language, people: readonly Person[], notice?: string): string {
  const t = texts[language];
  const sections = ORDER.map((role) => section(language, role, people.filter((person) => person.role === role)));
  const body = html`<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
${notice === undefined ? null : html`<p class="note" role="alert">${notice}</p>`}
<form method="post" action="?lang=${language}">
${sections}
<p class="ways"><button class="button quiet" name="cancel" value="yes">${t.cancel}</button></p>
</form>`;
  return renderPage({ language, title: t.title, body, path: '' });
}

function section(language: Language, role: Role, people: readonly Person[]): Html {
  const t = texts[language];
  const choices = html`<ul class="choices">${people.map((person) => html`<li>${button(language, person)}</li>`)}</ul>`;
  return html`<section aria-labelledby="${role}">
<h2 id="${role}">${t.roles[role]}</h2>
${people.length > 0 ? choices : html`<p>${t.nobody}</p>`}
</section>
`;
}

function button(language: Language, { accountId, name, companies, synthetic }: Person): Html {
  const t = texts[language];
  const listed = new Intl.ListFormat(language, { type: 'conjunction' }).format(companies.map((company) => company[language]));
  const acts = companies.length > 0 ? html`<small>${t.actsFor} ${listed}</small>` : null;
  return html`<button class="choice" name="account" value="${accountId}"><span><bdi>${name[language]}</bdi>${acts}</span>${synthetic ? html`<span class="mark">${t.demo}</span>` : null}</button>`;
}
